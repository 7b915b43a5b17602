package io.quarkiverse.tomodachi.deployment.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class FailurePolicyTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker
            .application(Shop.class, BaseShop.class, LoggedEvents.class, Watcher.class, Refuse.class, Refusing.class,
                    Answer.class, Answering.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "0.1S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.exhausted", "discard")
            .overrideRuntimeConfigKey("quarkus.tomodachi.shop.retry.jitter", "0")
            .overrideRuntimeConfigKey("shop.delay", "100ms")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.\"configured\".retry.attempts", "4")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.forgiven.retry.on-failure", "retry")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".handlers.strict.concurrency", "1");

    @Inject
    Shop shop;

    @Inject
    AmqpPublisher publisher;

    @BeforeEach
    void listen() {
        LoggedEvents.begin();
    }

    @AfterEach
    void end() {
        LoggedEvents.end();
    }

    /** The log tells which outcome was the last one, and after that there is no further delivery. */
    private void awaitEnd(String key, String outcome) {
        publisher.publishAndAwait(key, key);
        await().until(() -> LoggedEvents.texts().stream().anyMatch(text -> text.startsWith(outcome)
                && text.contains(Shop.class.getName() + "#" + key + "(String)")));
    }

    @Test
    void discardsAtOnce() {
        awaitEnd("discard", "Message discarded, as it failed in");

        assertThat(shop.calls("discard")).isEqualTo(1);
    }

    @Test
    void rejectsWhatNoAttemptCanMend() {
        awaitEnd("hopeless", "Message rejected by");

        assertThat(shop.calls("hopeless")).isEqualTo(1);
    }

    @Test
    void triesAsOftenAsTheMethodSays() {
        long before = shop.calls("method");
        awaitEnd("method", "The last of 2 attempts failed in");
        assertThat(shop.calls("method")).isEqualTo(before + 2);
    }

    @Test
    void triesAsOftenAsTheClassSays() {
        awaitEnd("inherited", "The last of 3 attempts failed in");

        assertThat(shop.calls("inherited")).isEqualTo(3);
    }

    @Test
    void triesAsOftenAsTheConfigurationOfTheHandlerSays() {
        awaitEnd("configured", "The last of 4 attempts failed in");

        assertThat(shop.calls("configured")).isEqualTo(4);
    }

    @Test
    void triesAgainWhereTheConfigurationSaysSo() {
        awaitEnd("forgiven", "The last of 3 attempts failed in");

        assertThat(shop.calls("forgiven")).isEqualTo(3);
    }

    /** The message is delivered more often than there are attempts, and stays. */
    @Test
    void keepsWhatItMayNotDiscard() {
        awaitEnd("kept", "Delivery 4 failed in");

        assertThat(shop.calls("kept")).isGreaterThanOrEqualTo(4);
        assertThat(LoggedEvents.texts())
                .anyMatch(text -> text.contains("#kept(String), and there is no dead-letter queue; the message is"
                        + " kept"));
    }

    @Test
    void asksMiddlewareAndDecoratorOnceForEachDelivery() {
        awaitEnd("method", "The last of 2 attempts failed in");
        awaitEnd("refused", "Message discarded, as it failed in");

        assertThat(shop.events).filteredOn("middleware refused"::equals).hasSize(1);
        assertThat(shop.events).filteredOn("decorator refused"::equals).hasSize(1);
        assertThat(shop.calls("refused")).isZero();
        assertThat(shop.events.stream().filter("middleware method"::equals).count()).isEqualTo(shop.calls("method"));
    }

    /** The broker sends the handler one message at a time: the next one when it has an acknowledgement, and none twice. */
    @Test
    void acknowledgesWhatADecoratorAnswers() {
        List<String> expected = List.of("answer first", "answer second", "answer third");
        for (String text : expected) {
            publisher.publishAndAwait(text.substring("answer ".length()), "answered");
        }

        await().until(() -> shop.events.containsAll(expected));
        assertThat(shop.events.stream().filter(event -> event.startsWith("answer "))).containsExactlyElementsOf(expected);
        assertThat(shop.calls("answered")).isZero();
        assertThat(LoggedEvents.texts()).noneMatch(text -> text.contains("#answered(") && text.contains("failed"));
    }

    @Test
    void takesTheConcurrencyFromTheConfiguration() {
        for (int i = 0; i < 50; i++) {
            publisher.publish(i, "strict").subscribe().with(ignored -> {
            });
        }

        await().until(() -> shop.strict.size() == 50);
        assertThat(shop.most).isEqualTo(1);
    }

    static class Watcher implements MessageMiddleware {

        @Inject
        Shop shop;

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            shop.events.add("middleware " + call.data());
            return next.proceed();
        }
    }

    @HandlerDecorator(Refusing.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Refuse {
    }

    static class Refusing implements Decorator<Refuse> {

        @Inject
        Shop shop;

        @Override
        public Decision decorate(Refuse annotation, HandlerCall call) {
            shop.events.add("decorator " + ((MessageCall) call).data());
            throw new IllegalStateException("refused");
        }
    }

    @HandlerDecorator(Answering.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Answer {
    }

    static class Answering implements Decorator<Answer> {

        @Inject
        Shop shop;

        @Override
        public Decision decorate(Answer annotation, HandlerCall call) {
            shop.events.add("answer " + ((MessageCall) call).data());
            return Decision.result("own");
        }
    }

    @FailurePolicy(attempts = 3, initialDelay = "${shop.delay}", maxDelay = "200ms")
    public abstract static class BaseShop {
    }

    @TomodachiService(value = "shop", messageMiddleware = Watcher.class)
    public static class Shop extends BaseShop {

        final List<String> events = new CopyOnWriteArrayList<>();
        final List<Integer> strict = new CopyOnWriteArrayList<>();
        volatile int most;
        private int running;

        long calls(String key) {
            return events.stream().filter(key::equals).count();
        }

        private void handle(String key, String data) {
            events.add(key);
            throw new IllegalStateException("failed");
        }

        @Amqp(value = "discard", onFailure = OnFailure.DISCARD, concurrency = 1)
        void discard(String data) {
            handle("discard", data);
        }

        @Amqp(value = "hopeless", concurrency = 1)
        @FailurePolicy(rejectOn = RuntimeException.class)
        void hopeless(String data) {
            handle("hopeless", data);
        }

        @Amqp("method")
        @FailurePolicy(attempts = 2, exhausted = Exhausted.DISCARD)
        void method(String data) {
            handle("method", data);
        }

        @Amqp("inherited")
        void inherited(String data) {
            handle("inherited", data);
        }

        @Amqp("configured")
        @FailurePolicy(attempts = 2)
        void configured(String data) {
            handle("configured", data);
        }

        @Amqp(value = "forgiven", onFailure = OnFailure.DISCARD)
        void forgiven(String data) {
            handle("forgiven", data);
        }

        @Amqp("kept")
        @FailurePolicy(attempts = 2, maxDelay = "100ms", exhausted = Exhausted.KEEP)
        void kept(String data) {
            handle("kept", data);
        }

        @Refuse
        @Amqp(value = "refused", onFailure = OnFailure.DISCARD)
        void refused(String data) {
            handle("refused", data);
        }

        @Answer
        @Amqp(value = "answered", prefetch = 1)
        void answered(String data) {
            handle("answered", data);
        }

        @Amqp("strict")
        void strict(int number) {
            synchronized (this) {
                running++;
                most = Math.max(most, running);
            }
            Thread.yield();
            strict.add(number);
            synchronized (this) {
                running--;
            }
        }
    }
}
