package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.AMQConnection;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;
import io.quarkus.test.QuarkusUnitTest;

class AmqpReconnectTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Seller.class);

    @Inject
    BrokerConnections connections;

    @AfterEach
    void admit() {
        TestBroker.refuse(false);
    }

    /** The client tells those who use a connection of its end before it tells those who keep the connection itself. */
    @Test
    void isWellThoughTheEndOfTheLastConnectionIsToldLate() throws Exception {
        BrokerConnection publishing = connections.publishing();
        CompletableFuture<Connection> next = new CompletableFuture<>();
        CompletableFuture<Void> told = new CompletableFuture<>();
        TestBroker.refuse(true);
        // before there is one: the first listener is told first, the other one when all were told
        CompletableFuture<Void> prepared = publishing.open().thenAccept(open -> {
            open.addShutdownListener(signal -> next.complete(publishing.open().join()));
            ((AMQConnection) open).addRecoveryCanBeginListener(signal -> told.complete(null));
        });
        TestBroker.refuse(false);
        prepared.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        TestBroker.cutConnections();

        Connection second = next.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        told.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(publishing.open().join()).isSameAs(second);
        assertThat(publishing.condition().state()).isEqualTo(State.OPEN);
    }

    @TomodachiService("seller")
    public static class Seller {

        @Inject
        AmqpPublisher publisher;
    }
}
