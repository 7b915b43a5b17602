package io.quarkiverse.tomodachi.deployment.devservices;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkus.deployment.builditem.Startable;

/** The AMQP broker in this process. */
final class EmbeddedAmqpBroker implements Startable {

    private final AmqpBroker broker;

    EmbeddedAmqpBroker(int port, BrokerAccess access) {
        this.broker = AmqpBroker.builder().host("127.0.0.1").port(port).credentials(access.user(), access.password())
                .virtualHost(access.virtualHost()).build();
    }

    @Override
    public void start() {
        broker.start();
    }

    String host() {
        return "127.0.0.1";
    }

    String port() {
        return String.valueOf(broker.port());
    }

    @Override
    public String getConnectionInfo() {
        return "amqp://" + host() + ":" + port();
    }

    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        broker.close();
    }
}
