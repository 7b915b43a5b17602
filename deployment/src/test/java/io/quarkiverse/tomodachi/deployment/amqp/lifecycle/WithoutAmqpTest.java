package io.quarkiverse.tomodachi.deployment.amqp.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.spi.ConnectorLiteral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConnector;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.connector.InboundConnector;

class WithoutAmqpTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Quiet.class);

    @Inject
    @Any
    Instance<Transport> transports;

    @Inject
    @Any
    Instance<InboundConnector> connectors;

    @Test
    void costsNothing() {
        assertThat(transports.stream().map(Transport::name)).doesNotContain("amqp");
        assertThat(connectors.select(ConnectorLiteral.of(AmqpConnector.NAME)).isUnsatisfied()).isTrue();
        assertThat(Arc.container().instance(BrokerConnections.class).isAvailable()).isFalse();
        assertThat(TestBroker.connections()).isZero();
    }

    @TomodachiService("quiet")
    public static class Quiet {

        @StartService
        void start() {
        }
    }
}
