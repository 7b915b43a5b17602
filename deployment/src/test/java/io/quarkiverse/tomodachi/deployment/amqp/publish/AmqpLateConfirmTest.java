package io.quarkiverse.tomodachi.deployment.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkus.test.QuarkusUnitTest;

/** A broker that takes its time to confirm what it has taken. */
class AmqpLateConfirmTest extends BrokerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Failing.class, LoggedEvents.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.publish-timeout", "3S");

    @Inject
    Failing failing;

    @AfterEach
    void goOn() {
        if (!TestBroker.isRabbitMq()) {
            TestBroker.withholdConfirms(false);
        }
        LoggedEvents.end();
    }

    /** Or another copy of it were made each time, by a handler that gets it again since nobody knows where it is. */
    @Test
    void getsAMessageThatIsToBeRetriedOnlyOnce() throws Exception {
        assumeFalse(TestBroker.isRabbitMq(), "RabbitMQ is not told when to confirm");
        LoggedEvents.begin();
        String other = channel.queueDeclare().getQueue();
        // so that there is a connection for what the broker does not confirm
        failing.publisher.publish("x", other, Publish.exchange("").prefix("")).subscribeAsCompletionStage()
                .get(20, TimeUnit.SECONDS);
        TestBroker.withholdConfirms(true);
        channel.basicPublish("amq.topic", prefix + "fail", null, "1".getBytes());
        await().ignoreExceptions().until(() -> waiting() == 1);

        // whose time is over later
        assertThatThrownBy(() -> failing.publisher.publish("x", other, Publish.exchange("").prefix(""))
                .subscribeAsCompletionStage().get(20, TimeUnit.SECONDS)).hasMessageContaining("was not confirmed in");
        assertThat(LoggedEvents.texts()).noneMatch(text -> text.contains("forward-failed"));
        assertThat(messages(prefix + "fail")).isOne();

        TestBroker.withholdConfirms(false);
        await().until(() -> messages(prefix + "fail") == 0);
        assertThat(failing.calls).hasValue(1);
        assertThat(waiting()).isOne();
    }

    private long waiting() throws Exception {
        try (Channel probe = connection.createChannel()) {
            return probe.messageCount(retryQueue(prefix + "fail", Duration.ofHours(1)));
        }
    }

    @TomodachiService("failing")
    public static class Failing {

        final AtomicInteger calls = new AtomicInteger();

        @Inject
        AmqpPublisher publisher;

        @Amqp(value = "fail", queueName = "fail")
        void fail(String data) {
            calls.incrementAndGet();
            throw new RetryMessageException(Duration.ofHours(1));
        }
    }
}
