package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkus.deployment.builditem.Startable;

/** The endpoint for SNS and SQS in this process. */
final class EmbeddedAwsEndpoint implements Startable {

    private final AwsEndpoint endpoint;

    EmbeddedAwsEndpoint(int port, List<Faults> faults) {
        this.endpoint = AwsEndpoint.builder().host("127.0.0.1").port(port).faults(faults.toArray(Faults[]::new)).build();
    }

    @Override
    public void start() {
        endpoint.start();
    }

    @Override
    public String getConnectionInfo() {
        return "http://127.0.0.1:" + endpoint.port();
    }

    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
