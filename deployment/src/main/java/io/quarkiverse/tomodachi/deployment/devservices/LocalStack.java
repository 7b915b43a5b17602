package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.Map;

import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;
import org.testcontainers.utility.DockerImageName;

import io.quarkus.deployment.builditem.Startable;

/** SNS and SQS of LocalStack in a container. */
final class LocalStack extends LocalStackContainer implements Startable {

    static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final int PORT = 4566;

    LocalStack(String image, int port, Map<String, String> environment) {
        super(DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
        withServices(Service.SNS, Service.SQS);
        if (environment.containsKey(TOKEN)) {
            withEnv(TOKEN, environment.get(TOKEN));
        }
        if (port > 0) {
            addFixedExposedPort(port, PORT);
        }
    }

    @Override
    public String getConnectionInfo() {
        return getEndpoint().toString();
    }

    @Override
    public void close() {
        super.close();
    }
}
