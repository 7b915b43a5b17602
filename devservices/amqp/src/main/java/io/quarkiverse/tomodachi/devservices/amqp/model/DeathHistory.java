package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldType;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Property;

/** The header in which a message carries the queues it died in, the latest first. */
final class DeathHistory {

    private static final String HEADER = "x-death";
    private static final String QUEUE = "queue";
    private static final String REASON = "reason";
    private static final String COUNT = "count";

    private DeathHistory() {
    }

    /** The headers of a message after it died once more. */
    static FieldTable record(Message message, String queue, DeathReason reason, long epochSeconds) {
        MessageProperties properties = message.content().properties();
        FieldTable headers = properties.headers();
        List<FieldValue> deaths = new ArrayList<>();
        FieldTable latest = entry(message, queue, reason, epochSeconds);
        for (FieldValue death : headers.elements(HEADER)) {
            if (isOf(death, queue, reason)) {
                FieldTable earlier = (FieldTable) death.value();
                latest = earlier.with(COUNT, FieldValue.of(earlier.number(COUNT).orElse(0L) + 1));
            } else {
                deaths.add(death);
            }
        }
        deaths.add(0, FieldValue.of(latest));
        FieldTable recorded = headers.with(HEADER, FieldValue.of(deaths));
        if (headers.get(HEADER).isPresent()) {
            return recorded;
        }
        return recorded.with("x-first-death-exchange", FieldValue.of(message.exchange()))
                .with("x-first-death-queue", FieldValue.of(queue))
                .with("x-first-death-reason", FieldValue.of(reason.label()));
    }

    /**
     * Whether a message that is to enter a queue has been there before and got back to it with no client rejecting it
     * on the way: it would go round for ever.
     */
    static boolean isAutomaticCycle(FieldTable headers, String queue) {
        boolean rejected = false;
        for (FieldValue death : headers.elements(HEADER)) {
            if (!(death.value() instanceof FieldTable entry)) {
                // Not of our making, so a client had a hand in it
                rejected = true;
                continue;
            }
            rejected |= entry.text(REASON).filter(DeathReason.REJECTED.label()::equals).isPresent();
            if (entry.text(QUEUE).filter(queue::equals).isPresent()) {
                return !rejected;
            }
        }
        return false;
    }

    private static boolean isOf(FieldValue death, String queue, DeathReason reason) {
        return death.type() == FieldType.TABLE && death.value() instanceof FieldTable entry
                && entry.text(QUEUE).filter(queue::equals).isPresent()
                && entry.text(REASON).filter(reason.label()::equals).isPresent();
    }

    private static FieldTable entry(Message message, String queue, DeathReason reason, long epochSeconds) {
        Map<String, FieldValue> entry = new LinkedHashMap<>();
        entry.put(COUNT, FieldValue.of(1));
        message.content().properties().text(Property.EXPIRATION)
                .ifPresent(expiration -> entry.put("original-expiration", FieldValue.of(expiration)));
        entry.put(REASON, FieldValue.of(reason.label()));
        entry.put(QUEUE, FieldValue.of(queue));
        entry.put("time", FieldValue.timestamp(epochSeconds));
        entry.put("exchange", FieldValue.of(message.exchange()));
        entry.put("routing-keys", FieldValue.of(message.visibleRoutingKeys().stream().map(FieldValue::of).toList()));
        return new FieldTable(entry);
    }
}
