package io.quarkiverse.tomodachi.runtime.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.message.BatchInvocation;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** How old messages are when they are handled, how often that was tried, and what becomes of them. */
@Singleton
public class MessageMetrics implements InvocationObserver.Factory {

    private final Meters meters;
    private final Map<HandlerLabels, Series> series = new ConcurrentHashMap<>();

    MessageMetrics(Meters meters) {
        this.meters = meters;
    }

    @Override
    public InvocationObserver create(HandlerDescription handler) {
        return new PerTrigger<>(invocation -> invocation instanceof MessageInvocation || invocation instanceof BatchInvocation
                ? series.computeIfAbsent(HandlerLabels.of(handler, invocation), labels -> new Series(meters, labels.labels()))
                : null) {
            @Override
            Observation begin(Series found, Invocation invocation) {
                if (found != null && invocation instanceof MessageInvocation message) {
                    found.begin(message);
                } else if (found != null && invocation instanceof BatchInvocation batch) {
                    batch.messages().forEach(found::begin);
                }
                return null;
            }
        };
    }

    private static final class Series {

        private final Meters meters;
        private final Labels labels;
        private final Map<MessageOutcome, LongConsumer> outcomes = new EnumMap<>(MessageOutcome.class);
        private final LongConsumer attempts;
        /** There when the age of a message was known for the first time: some publishers do not tell it. */
        private volatile LongConsumer age;

        Series(Meters meters, Labels labels) {
            this.meters = meters;
            this.labels = labels;
            this.attempts = meters.sizes(Metric.MESSAGE_ATTEMPT, labels);
            for (MessageOutcome outcome : MessageOutcome.values()) {
                outcomes.put(outcome, meters.counter(Metric.MESSAGE_OUTCOMES,
                        labels.with(HandlerLabels.OUTCOME, outcome.toString())));
            }
        }

        void begin(MessageInvocation message) {
            Instant sent = message.delivery().facts().sent();
            if (sent != null) {
                age().accept(Math.max(0, Duration.between(sent, Instant.now()).toNanos()));
            }
            attempts.accept(message.delivery().attempt());
            message.watch(outcome -> outcomes.get(outcome).accept(1));
        }

        private LongConsumer age() {
            if (age == null) {
                age = meters.timer(Metric.MESSAGE_AGE, labels);
            }
            return age;
        }
    }
}
