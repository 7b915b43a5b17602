package io.quarkiverse.tomodachi.deployment.devservices;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import io.quarkus.deployment.builditem.Startable;

/** SNS and SQS of Floci in a container. */
final class Floci extends GenericContainer<Floci> implements Startable {

    private static final int PORT = 4566;

    Floci(String image, int port) {
        super(DockerImageName.parse(image));
        addExposedPort(PORT);
        if (port > 0) {
            addFixedExposedPort(port, PORT);
        }
    }

    @Override
    public String getConnectionInfo() {
        return "http://" + getHost() + ":" + getMappedPort(PORT);
    }

    @Override
    public void close() {
        super.close();
    }
}
