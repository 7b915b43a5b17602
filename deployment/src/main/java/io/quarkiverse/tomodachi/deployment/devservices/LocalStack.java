package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;
import java.util.Map;

import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;
import org.testcontainers.utility.DockerImageName;

import io.quarkus.deployment.builditem.Startable;

/** SNS and SQS of LocalStack in a container. */
final class LocalStack extends LocalStackContainer implements Startable {

    static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final int PORT = 4566;

    /** STS tells publishers the account that topics are in. */
    static final List<Service> SERVICES = List.of(Service.SNS, Service.SQS, Service.STS);

    LocalStack(String image, int port, Map<String, String> environment) {
        super(DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
        withServices(SERVICES.toArray(Service[]::new));
        withEnv(passedOn(environment));
        if (port > 0) {
            addFixedExposedPort(port, PORT);
        }
    }

    /** What the container gets of the environment: the token, if there is one. */
    static Map<String, String> passedOn(Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        return token.isBlank() ? Map.of() : Map.of(TOKEN, token);
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
