package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;

class ForbiddenExchangesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MANY = 100;

    private final AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build()
            .start();
    private final BrokerConnections connections = TestConnections.both(broker.port());
    private final AmqpSender sender = TestSenders.impatient(connections);
    private Channel channel;

    @BeforeEach
    void declare() throws Exception {
        channel = connections.consuming().open().get(LIMIT.toSeconds(), TimeUnit.SECONDS).createChannel();
        channel.queueDeclare("queue", false, false, false, null);
        declareSecret(true);
    }

    /** Nobody may publish to an internal one. */
    private void declareSecret(boolean internal) throws Exception {
        channel.exchangeDelete("secret");
        channel.exchangeDeclare("secret", "fanout", false, false, internal, Map.of());
        channel.queueBind("queue", "secret", "");
    }

    @AfterEach
    void close() {
        sender.stop();
        connections.close();
        broker.close();
    }

    @Test
    void takeNothingAlongOnceTheyAreKnown() throws Exception {
        assertThat(failure(publish("secret", "first"))).hasMessageContaining("cannot publish to internal exchange 'secret'")
                .extracting(AmqpPublishException::reason).isEqualTo(Reason.NOT_SENT);
        broker.faults().withholdConfirms();
        List<CompletionStage<Void>> others = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            long opened = broker.openedChannels();
            await().atMost(LIMIT).until(() -> {
                // of which the second comes before the broker has answered the first
                List<CompletionStage<Void>> again = List.of(publish("secret", "again"), publish("secret", "once more"));
                others.add(publish("", Integer.toString(others.size())));
                return again.stream().allMatch(one -> failure(one).reason() == Reason.NOT_SENT)
                        && broker.openedChannels() > opened;
            });
        }
        while (others.size() < MANY) {
            others.add(publish("", Integer.toString(others.size())));
        }
        broker.faults().releaseConfirms();
        assertThat(CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))).succeedsWithin(LIMIT);
        for (int number = 0; number < others.size(); number++) {
            assertThat(next()).isEqualTo(Integer.toString(number));
        }
        assertThat(channel.basicGet("queue", true)).isNull();
    }

    @Test
    void areUsedAgainInOrderWhenTheyMayBe() throws Exception {
        assertThat(failure(publish("secret", "first")).reason()).isEqualTo(Reason.NOT_SENT);
        declareSecret(false);
        await().atMost(LIMIT).until(() -> failure(publish("secret", "taken")) == null);
        assertThat(next()).isEqualTo("taken");
        long opened = broker.openedChannels();
        List<CompletionStage<Void>> all = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            all.add(publish(number % 3 == 0 ? "secret" : "", Integer.toString(number)));
        }
        assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))).succeedsWithin(LIMIT);
        for (int number = 0; number < MANY; number++) {
            assertThat(next()).isEqualTo(Integer.toString(number));
        }
        assertThat(broker.openedChannels()).isEqualTo(opened);
    }

    @Test
    void areForbiddenForSomeKeys() {
        ForbiddenExchanges forbidden = new ForbiddenExchanges();
        assertThat(forbidden.contain("e")).isFalse();
        forbidden.refused("e", "secret", "words", 0);
        assertThat(forbidden.contain("e", 1)).isTrue();
        assertThat(forbidden.refusal(target("e", "secret"), 1)).isEqualTo("words");
        assertThat(forbidden.refusal(target("e", "secret"), RefusedDeclarations.REFUSED_NANOS)).isNull();
        assertThat(forbidden.refusal(target("e", "open"), 1)).isNull();
        assertThat(forbidden.refusal(target("f", "secret"), 1)).isNull();
        forbidden.taken("e");
        assertThat(forbidden.contain("e", 1)).as("what is allowed for one key").isTrue();
        assertThat(forbidden.contain("e", ForbiddenExchanges.APART_NANOS)).as("when none was refused lately").isFalse();

        forbidden.refused("f", null, "all", 0);
        assertThat(forbidden.refusal(target("f", "any"), 1)).isEqualTo("all");
        forbidden.taken("f");
        assertThat(forbidden.contain("f")).isFalse();
    }

    private static Publication.Target target(String exchange, String key) {
        return new Publication.Target(exchange, key, true, null);
    }

    private CompletionStage<Void> publish(String exchange, String text) {
        return sender.forward(exchange, "queue", null, new BasicProperties(), text.getBytes(), Duration.ofMinutes(5));
    }

    private String next() throws Exception {
        GetResponse next = channel.basicGet("queue", true);
        return next == null ? null : new String(next.getBody());
    }

    private static AmqpPublishException failure(CompletionStage<Void> outcome) {
        return outcome.handle((nothing, failure) -> (AmqpPublishException) Failures.unwrap(failure)).toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
