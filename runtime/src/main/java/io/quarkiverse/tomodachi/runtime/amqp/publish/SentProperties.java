package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;

/** The properties of a message as the options of its publish say. */
final class SentProperties {

    private static final Set<String> KNOWN = Set.of("header", "prefix", "envelope", "exchange", "priority", "expiration",
            "messageId", "correlationId", "replyTo", "type", "appId", "contentType", "contentEncoding", "timestamp",
            "persistent", "mandatory", "timeout");

    private static final int TRANSIENT = 1;
    private static final int PERSISTENT = 2;
    private static final int LARGEST_PRIORITY = 255;
    private static final Duration LARGEST_EXPIRATION = Duration.ofMillis(4_294_967_295L);

    private static volatile BasicProperties plain;

    private SentProperties() {
    }

    /** @throws IllegalArgumentException naming an option that AMQP does not have */
    static void checkKnown(PublishOptions options) {
        for (String option : options.given()) {
            if (!KNOWN.contains(option)) {
                throw new IllegalArgumentException("AMQP does not have the option '" + option + "'; "
                        + ("attribute".equals(option) ? "use header" : "leave it out"));
            }
        }
    }

    /**
     * @param contentType that of the envelope, for options without one
     * @throws IllegalArgumentException naming an option with a value that cannot be sent
     */
    static BasicProperties of(PublishOptions options, String contentType) {
        return options.given().isEmpty() ? plain(contentType) : chosen(options, contentType);
    }

    /** Those of most messages are the same. */
    private static BasicProperties plain(String contentType) {
        BasicProperties last = plain;
        if (last == null || !last.getContentType().equals(contentType)) {
            last = new BasicProperties.Builder().deliveryMode(PERSISTENT).contentType(contentType).build();
            plain = contentType == null ? null : last;
        }
        return last;
    }

    private static BasicProperties chosen(PublishOptions options, String contentType) {
        Boolean persistent = options.get("persistent");
        String own = text(options, "contentType");
        Instant timestamp = options.get("timestamp");
        return new BasicProperties.Builder()
                .deliveryMode(Boolean.FALSE.equals(persistent) ? TRANSIENT : PERSISTENT)
                .contentType(own == null ? contentType : own)
                .contentEncoding(text(options, "contentEncoding"))
                .messageId(text(options, "messageId"))
                .correlationId(text(options, "correlationId"))
                .replyTo(text(options, "replyTo"))
                .type(text(options, "type"))
                .appId(text(options, "appId"))
                .timestamp(timestamp == null ? null : Date.from(timestamp))
                .priority(priority(options.get("priority")))
                .expiration(expiration(options.get("expiration")))
                .headers(SentHeaders.of(options.headers())).build();
    }

    static Duration timeout(PublishOptions options, Duration configured) {
        Duration timeout = options.get("timeout");
        check(timeout == null || !timeout.isNegative() && !timeout.isZero(), "timeout", "more than 0", timeout);
        return timeout == null ? configured : timeout;
    }

    private static String text(PublishOptions options, String option) {
        String text = options.get(option);
        check(text == null || AmqpNames.bytes(text) <= AmqpNames.MAX_BYTES, option,
                "a text of at most " + AmqpNames.MAX_BYTES + " bytes", text);
        return text;
    }

    private static Integer priority(Integer priority) {
        check(priority == null || priority >= 0 && priority <= LARGEST_PRIORITY, "priority", "a number from 0 to 255",
                priority);
        return priority;
    }

    private static String expiration(Duration expiration) {
        check(expiration == null || !expiration.isNegative() && expiration.compareTo(LARGEST_EXPIRATION) <= 0, "expiration",
                "0 to 49 days", expiration);
        return expiration == null ? null : Long.toString(expiration.toMillis());
    }

    private static void check(boolean valid, String option, String allowed, Object value) {
        if (!valid) {
            throw new IllegalArgumentException("The option " + option + " is " + allowed + ", not " + value);
        }
    }
}
