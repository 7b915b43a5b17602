package io.quarkiverse.tomodachi.deployment.devservices;

import org.testcontainers.containers.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

import io.quarkus.deployment.builditem.Startable;

/** RabbitMQ in a container. */
final class RabbitMqContainer extends RabbitMQContainer implements Startable {

    private static final int PORT = 5672;

    RabbitMqContainer(String image, int port, BrokerAccess access) {
        super(DockerImageName.parse(image).asCompatibleSubstituteFor("rabbitmq"));
        withAdminUser(access.user()).withAdminPassword(access.password());
        withEnv("RABBITMQ_DEFAULT_VHOST", access.virtualHost());
        if (port > 0) {
            addFixedExposedPort(port, PORT);
        }
    }

    String port() {
        return String.valueOf(getAmqpPort());
    }

    @Override
    public String getConnectionInfo() {
        return getAmqpUrl();
    }

    @Override
    public void close() {
        super.close();
    }
}
