package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Exchanges that are deleted by others while they are used. */
class AmqpDeletedExchangeTest extends BrokerTest {

    private static final String OWN = "tomodachi-test-own-" + UUID.randomUUID();
    private static final int MANY = 200;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Seller.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.exchange-name", OWN)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-ttl", "3S");

    @Inject
    Seller seller;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.exchange-name")
    String own;

    private String queue;

    @BeforeEach
    void declareQueue() throws Exception {
        queue = channel.queueDeclare(UUID.randomUUID().toString(), false, true, true, null).getQueue();
    }

    /** Who sends to other exchanges meanwhile learns what became of each message, and all goes on. */
    @Test
    void harmOthersOnlyByWhatWasUnderWay() throws Exception {
        String foreign = "tomodachi-test-" + UUID.randomUUID();
        channel.exchangeDeclare(foreign, "fanout");
        channel.queueBind(queue, foreign, "");
        seller.publisher.publishAndAwait("known", "key", Publish.exchange(foreign));
        assertThat(channel.basicGet(queue, true)).isNotNull();
        channel.exchangeDelete(foreign);

        List<Uni<Void>> outcomes = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            outcomes.add(seller.publisher.publish(number, queue, Publish.exchange("")));
        }
        Uni<Void> lost = seller.publisher.publish("lost", "key", Publish.exchange(foreign));
        for (int number = MANY; number < 2 * MANY; number++) {
            outcomes.add(seller.publisher.publish(number, queue, Publish.exchange("")));
        }

        assertThat(failure(lost)).satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.NOT_SENT))
                .hasMessageContainingAll("no exchange '" + foreign + "'", "404");
        checkOutcomes(outcomes.stream().map(AmqpDeletedExchangeTest::failure).toList());
        assertThat(failure(seller.publisher.publish("again", "key", Publish.exchange(foreign))).reason())
                .isEqualTo(Reason.NOT_SENT);
        seller.publisher.publishAndAwait("after", queue, Publish.exchange(""));
        assertThat(channel.basicGet(queue, true).getBody()).isEqualTo("after".getBytes());
    }

    private void checkOutcomes(List<AmqpPublishException> failures) throws Exception {
        List<Integer> arrived = new ArrayList<>();
        for (GetResponse next = channel.basicGet(queue, true); next != null; next = channel.basicGet(queue, true)) {
            arrived.add(Integer.parseInt(new String(next.getBody())));
        }
        assertThat(arrived).isSorted().doesNotHaveDuplicates();
        for (int number = 0; number < failures.size(); number++) {
            AmqpPublishException failure = failures.get(number);
            if (failure == null) {
                assertThat(arrived).contains(number);
            } else if (number < MANY) {
                assertThat(failure.reason()).isEqualTo(Reason.UNCONFIRMED);
            } else {
                assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Reason.NOT_SENT);
                assertThat(arrived).doesNotContain(number);
            }
        }
    }

    @Test
    void areDeclaredAgainByTheirService() throws Exception {
        PublishOptions anywhere = Publish.mandatory(false);
        seller.publisher.publishAndAwait("known", "key", anywhere);
        channel.exchangeDelete(own);

        await().atMost(LIMIT).until(() -> failure(seller.publisher.publish("again", "key", anywhere)) == null);
        try (Channel probe = connection.createChannel()) {
            probe.exchangeDeclarePassive(own);
        }
    }

    /** No consumer notices the loss of a binding. */
    @Test
    void areBoundAgain() throws Exception {
        seller.publisher.publishAndAwait("before", "heard");
        await().atMost(LIMIT).until(() -> seller.heard.contains("before"));
        channel.queueUnbind(prefix + "heard", own, prefix + "heard");
        await().atMost(LIMIT).until(() -> failure(seller.publisher.publish("bound again", "heard")) == null);
        await().atMost(LIMIT).until(() -> seller.heard.contains("bound again"));

        channel.exchangeDelete(own);
        await().atMost(LIMIT).until(() -> failure(seller.publisher.publish("declared again", "heard")) == null);
        await().atMost(LIMIT).until(() -> seller.heard.contains("declared again"));
        assertThat(channel.consumerCount(prefix + "heard")).isOne();
    }

    /** The handler goes on with what it has. */
    @Test
    void areToldOfOnceWhereOthersMadeThemAnew() throws Exception {
        Errors errors = new Errors();
        Logger logger = Logger.getLogger("io.quarkiverse.tomodachi.amqp");
        logger.addHandler(errors);
        try {
            await().atMost(LIMIT).until(this::makeOwnAnew);
            await().atMost(LIMIT).until(() -> errors.texts.size() == 1);
            assertThat(errors.texts.get(0)).contains("What @Amqp handler seller.heard needs could not be declared again", own,
                    "inequivalent arg 'type'");
            assertThat(channel.consumerCount(prefix + "heard")).isOne();

            channel.exchangeDelete(own);
            await().atMost(LIMIT).until(() -> failure(seller.publisher.publish("settled", "heard")) == null);
            await().atMost(LIMIT).until(() -> seller.heard.contains("settled"));
            assertThat(errors.texts).hasSize(1);
        } finally {
            logger.removeHandler(errors);
        }
    }

    /** The service may declare it in between. */
    private boolean makeOwnAnew() throws Exception {
        try (Channel other = connection.createChannel()) {
            other.exchangeDelete(own);
            other.exchangeDeclare(own, "fanout", true);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static AmqpPublishException failure(Uni<Void> outcome) {
        return catchThrowableOfType(AmqpPublishException.class, () -> outcome.await().atMost(LIMIT));
    }

    @TomodachiService("seller")
    public static class Seller {

        final List<String> heard = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @Amqp(value = "heard", queueName = "heard")
        void heard(String data) {
            heard.add(data);
        }
    }

    static final class Errors extends ExtHandler {

        final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void doPublish(ExtLogRecord entry) {
            if (entry.getLevel().intValue() >= Level.ERROR.intValue()) {
                texts.add(entry.getFormattedMessage());
            }
        }
    }
}
