package io.quarkiverse.tomodachi.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.providers.impl.InternalChannelRegistry;

class MessageSubscriptionTest {

    private static final String CHANNEL = "jobs";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final InternalChannelRegistry channels = new InternalChannelRegistry();
    private final AtomicInteger subscribed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    private final MessageHandler handler = new MessageHandler(Handlers.of("org.acme.Shop#job()", "amqp"), CHANNEL, null, null,
            null);
    private final MessageSubscription subscription = new MessageSubscription(handler, channels,
            of -> new MessageReceiver(of, 1, null, null, null, null, null), channel -> ended);

    @BeforeEach
    void bringMessages() {
        channels.register(CHANNEL, Multi.createFrom().<Message<?>> nothing()
                .onSubscription().invoke(subscribed::incrementAndGet)
                .onCancellation().invoke(cancelled::incrementAndGet), false);
    }

    @Test
    void subscribes_once_however_often_it_is_paused_and_resumed() {
        subscription.begin();
        assertThat(subscribed).hasValue(1);

        subscription.resume();
        assertThat(subscribed).hasValue(1);
        subscription.pause();
        subscription.pause();
        assertThat(cancelled).hasValue(1);
        subscription.resume();
        subscription.resume();
        assertThat(subscribed).hasValue(2);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void subscribes_again_when_nothing_comes_from_before_any_more() {
        ended = new CompletableFuture<>();
        subscription.begin();
        Uni<Void> paused = subscription.pause();
        Uni<Void> resumed = subscription.resume();
        assertThat(subscription.isPaused()).isFalse();
        assertThat(subscribed).hasValue(1);

        ended.complete(null);
        paused.await().atMost(LIMIT);
        resumed.await().atMost(LIMIT);
        assertThat(subscribed).hasValue(2);
    }

    /** What is not there may be an exception or an error; either way the next change is made. */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void what_fails_is_tried_again_with_the_next_change(boolean error) {
        AtomicInteger attempts = new AtomicInteger();
        MessageSubscription failing = new MessageSubscription(handler, channels, of -> {
            if (attempts.incrementAndGet() == 1) {
                if (error) {
                    throw new NoClassDefFoundError("on purpose");
                }
                throw new IllegalStateException("on purpose");
            }
            return new MessageReceiver(of, 1, null, null, null, null, null);
        }, channel -> ended);
        assertThat(failing.begin().toCompletableFuture()).isCompletedExceptionally();
        assertThat(subscribed).hasValue(0);

        failing.resume().await().atMost(LIMIT);
        assertThat(subscribed).hasValue(1);
    }

    @Test
    void begins_paused() {
        subscription.pause();
        subscription.begin();
        assertThat(subscribed).hasValue(0);

        subscription.resume();
        assertThat(subscribed).hasValue(1);
    }

    @Test
    void does_not_subscribe_any_more_after_the_end() {
        subscription.end();
        subscription.begin();
        subscription.resume();
        assertThat(subscribed).hasValue(0);
    }
}
