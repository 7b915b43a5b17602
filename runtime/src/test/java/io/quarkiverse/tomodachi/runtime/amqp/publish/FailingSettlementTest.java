package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.runtime.amqp.FailingCall;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;

/** Questions that fail in the client, after which it would wait for ever with the next one over the same channel. */
class FailingSettlementTest {

    private final AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build()
            .start();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final FailingCall traffic = new FailingCall();
    private final BrokerConnection connection = TestConnections.to(broker.port(), executor, traffic);

    @AfterEach
    void close() {
        connection.close();
        executor.shutdownNow();
        broker.close();
    }

    @Test
    void endsTheChannel() throws Exception {
        Connection open = connection.open().get(30, TimeUnit.SECONDS);
        PublishingChannel channel = new PublishingChannel(open, new BrokerRefusals());
        assertThat(channel.settle()).isTrue();
        traffic.fail(AMQP.Confirm.Select.class);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(channel::settle);
        assertThat(channel.isOpen()).isFalse();
        assertThat(CompletableFuture.supplyAsync(channel::settle).get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void leavesNoChannelBehindThatCouldNotBePrepared() throws Exception {
        Connection open = connection.open().get(30, TimeUnit.SECONDS);
        traffic.fail(AMQP.Confirm.Select.class);
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> new PublishingChannel(open, new BrokerRefusals()));
        assertThat(broker.channels()).isEmpty();
    }
}
