package io.quarkiverse.tomodachi;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The options of one publish, made with {@link Publish}. Immutable: each method returns a copy. An option that the transport
 * does not know makes the publish fail with {@code IllegalArgumentException}; nothing is ignored.
 */
public final class PublishOptions {

    private final Map<String, Object> attributes;
    private final Map<String, Object> headers;
    private final String groupId;
    private final String deduplicationId;
    private final Duration delay;
    private final String prefix;
    private final MessageEnvelope envelope;
    private final String exchange;

    PublishOptions() {
        this(Map.of(), Map.of(), null, null, null, null, null, null);
    }

    private PublishOptions(Map<String, Object> attributes, Map<String, Object> headers, String groupId,
            String deduplicationId, Duration delay, String prefix, MessageEnvelope envelope, String exchange) {
        this.attributes = attributes;
        this.headers = headers;
        this.groupId = groupId;
        this.deduplicationId = deduplicationId;
        this.delay = delay;
        this.prefix = prefix;
        this.envelope = envelope;
        this.exchange = exchange;
    }

    /**
     * A message attribute (SNS+SQS).
     *
     * @param name the name
     * @param value text, a number, {@code byte[]}, {@code boolean}, a list, or {@code null}
     * @return a copy with it
     */
    public PublishOptions attribute(String name, Object value) {
        return new PublishOptions(with(attributes, name, value), headers, groupId, deduplicationId, delay, prefix, envelope,
                exchange);
    }

    /**
     * A header (AMQP).
     *
     * @param name the name
     * @param value text, a number, {@code boolean}, {@code byte[]}, a list or a map
     * @return a copy with it
     */
    public PublishOptions header(String name, Object value) {
        return new PublishOptions(attributes, with(headers, name, value), groupId, deduplicationId, delay, prefix, envelope,
                exchange);
    }

    /**
     * The message group (SNS+SQS): messages of one group of a FIFO topic or queue are delivered in order; on a standard one
     * the group serves fairness between tenants.
     *
     * @param groupId 1 to 128 characters
     * @return a copy with it
     */
    public PublishOptions groupId(String groupId) {
        return new PublishOptions(attributes, headers, groupId, deduplicationId, delay, prefix, envelope, exchange);
    }

    /**
     * The deduplication id (SNS+SQS, FIFO).
     *
     * @param deduplicationId 1 to 128 characters; by default a random one
     * @return a copy with it
     */
    public PublishOptions deduplicationId(String deduplicationId) {
        return new PublishOptions(attributes, headers, groupId, deduplicationId, delay, prefix, envelope, exchange);
    }

    /**
     * How long the message is held back (messages sent straight to an SQS standard queue).
     *
     * @param delay whole seconds, at most 15 minutes
     * @return a copy with it
     */
    public PublishOptions delay(Duration delay) {
        return new PublishOptions(attributes, headers, groupId, deduplicationId, delay, prefix, envelope, exchange);
    }

    /**
     * The prefix of the topic, queue or routing key in place of the configured one.
     *
     * @param prefix the prefix, empty for none
     * @return a copy with it
     */
    public PublishOptions prefix(String prefix) {
        return new PublishOptions(attributes, headers, groupId, deduplicationId, delay, prefix, envelope, exchange);
    }

    /**
     * The envelope in place of that of the service.
     *
     * @param envelope the envelope
     * @return a copy with it
     */
    public PublishOptions envelope(MessageEnvelope envelope) {
        return new PublishOptions(attributes, headers, groupId, deduplicationId, delay, prefix, envelope, exchange);
    }

    /**
     * The exchange in place of the configured one (AMQP). It must exist.
     *
     * @param exchange the exchange, empty for the default exchange, which routes by queue name
     * @return a copy with it
     */
    public PublishOptions exchange(String exchange) {
        return new PublishOptions(attributes, headers, groupId, deduplicationId, delay, prefix, envelope, exchange);
    }

    /** @return the attributes in the order in which they were given */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** @return the headers in the order in which they were given */
    public Map<String, Object> headers() {
        return headers;
    }

    /** @return the group, or {@code null} */
    public String groupId() {
        return groupId;
    }

    /** @return the deduplication id, or {@code null} */
    public String deduplicationId() {
        return deduplicationId;
    }

    /** @return the delay, or {@code null} */
    public Duration delay() {
        return delay;
    }

    /** @return the prefix, or {@code null} for the configured one */
    public String prefix() {
        return prefix;
    }

    /** @return the envelope, or {@code null} for that of the service */
    public MessageEnvelope envelope() {
        return envelope;
    }

    /** @return the exchange, or {@code null} for the configured one */
    public String exchange() {
        return exchange;
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(Objects.requireNonNull(name, "name"), value);
        return copy;
    }
}
