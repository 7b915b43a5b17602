package io.quarkiverse.tomodachi;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The options of one publish, made with {@link Publish}. Immutable: each method returns a copy. An option that the transport
 * does not know makes the publish fail with {@code IllegalArgumentException}; nothing is ignored. An option that is set to
 * {@code null} is as if it had not been set.
 */
public final class PublishOptions {

    /** By the names of the methods that set them. */
    private final Map<String, Object> values;

    PublishOptions(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * A message attribute (SNS+SQS), of which a message to a queue has 10 at most.
     *
     * @param name 1 to 256 letters, digits, {@code _}, {@code -} and single periods, not beginning with {@code AWS.} or
     *        {@code Amazon.}
     * @param value text that is not empty, a number, {@code byte[]}, {@code boolean}, a list, or {@code null}
     */
    public PublishOptions attribute(String name, Object value) {
        return with("attribute", with(attributes(), name, value));
    }

    /**
     * A header (AMQP).
     *
     * @param name the name
     * @param value text, a number, {@code boolean}, {@code byte[]}, a list or a map
     */
    public PublishOptions header(String name, Object value) {
        return with("header", with(headers(), name, value));
    }

    /**
     * The message group (SNS+SQS): messages of one group of a FIFO topic or queue are delivered in order; on a standard one
     * the group serves fairness between tenants.
     *
     * @param groupId 1 to 128 letters, digits and punctuation characters of ASCII
     */
    public PublishOptions groupId(String groupId) {
        return with("groupId", groupId);
    }

    /**
     * The deduplication id (SNS+SQS, FIFO).
     *
     * @param deduplicationId 1 to 128 letters, digits and punctuation characters of ASCII; by default a random one. Empty, of
     *        topics only, for none, so that copies are known by their bodies; topics without content-based deduplication refuse
     *        that
     */
    public PublishOptions deduplicationId(String deduplicationId) {
        return with("deduplicationId", deduplicationId);
    }

    /**
     * How long the message is held back (messages sent straight to an SQS standard queue).
     *
     * @param delay whole seconds, at most 15 minutes
     */
    public PublishOptions delay(Duration delay) {
        return with("delay", delay);
    }

    /**
     * The prefix of the topic, queue or routing key in place of the configured one.
     *
     * @param prefix the prefix, empty for none
     */
    public PublishOptions prefix(String prefix) {
        return with("prefix", prefix);
    }

    /**
     * The envelope in place of that of the service.
     *
     * @param envelope the envelope
     */
    public PublishOptions envelope(MessageEnvelope envelope) {
        return with("envelope", envelope);
    }

    /**
     * The exchange in place of the configured one (AMQP). It must exist.
     *
     * @param exchange the exchange, empty for the default exchange, which routes by queue name
     */
    public PublishOptions exchange(String exchange) {
        return with("exchange", exchange);
    }

    /**
     * The priority (AMQP), which counts in queues that were declared with one; see {@link Amqp#maxPriority()}.
     *
     * @param priority 0 to 255, the more the sooner; by default none, which counts as 0
     */
    public PublishOptions priority(int priority) {
        return with("priority", priority);
    }

    /**
     * How long the message may wait in a queue (AMQP); after that the broker drops it, or moves it where the queue says.
     *
     * @param expiration 0 or more, in whole milliseconds; by default without limit
     */
    public PublishOptions expiration(Duration expiration) {
        return with("expiration", expiration);
    }

    /**
     * The property {@code message-id} (AMQP).
     *
     * @param messageId at most 255 bytes; by default an id of the publisher's own
     */
    public PublishOptions messageId(String messageId) {
        return with("messageId", messageId);
    }

    /**
     * The property {@code correlation-id} (AMQP).
     *
     * @param correlationId at most 255 bytes
     */
    public PublishOptions correlationId(String correlationId) {
        return with("correlationId", correlationId);
    }

    /**
     * The property {@code reply-to} (AMQP): where an answer is expected.
     *
     * @param replyTo usually the name of a queue, at most 255 bytes
     */
    public PublishOptions replyTo(String replyTo) {
        return with("replyTo", replyTo);
    }

    /**
     * The property {@code type} (AMQP): what kind of message it is.
     *
     * @param type at most 255 bytes
     */
    public PublishOptions type(String type) {
        return with("type", type);
    }

    /**
     * The property {@code app-id} (AMQP).
     *
     * @param appId at most 255 bytes
     */
    public PublishOptions appId(String appId) {
        return with("appId", appId);
    }

    /**
     * The property {@code content-type} (AMQP).
     *
     * @param contentType at most 255 bytes; by default what the envelope makes
     */
    public PublishOptions contentType(String contentType) {
        return with("contentType", contentType);
    }

    /**
     * The property {@code content-encoding} (AMQP). It is only told; the body is not changed by it.
     *
     * @param contentEncoding at most 255 bytes
     */
    public PublishOptions contentEncoding(String contentEncoding) {
        return with("contentEncoding", contentEncoding);
    }

    /**
     * The property {@code timestamp} (AMQP).
     *
     * @param timestamp the protocol has whole seconds; by default none
     */
    public PublishOptions timestamp(Instant timestamp) {
        return with("timestamp", timestamp);
    }

    /**
     * Whether the message survives a restart of the broker (AMQP), if its queue does.
     *
     * @param persistent {@code true} by default
     */
    public PublishOptions persistent(boolean persistent) {
        return with("persistent", persistent);
    }

    /**
     * Whether the publish fails if no queue takes the message (AMQP).
     *
     * @param mandatory {@code true} by default
     */
    public PublishOptions mandatory(boolean mandatory) {
        return with("mandatory", mandatory);
    }

    /**
     * How long the publish may take until the broker, SNS or SQS has confirmed it.
     *
     * @param timeout more than 0; by default {@code quarkus.tomodachi.amqp.publish-timeout} or
     *        {@code quarkus.tomodachi.aws-sns-sqs.publish-timeout}
     */
    public PublishOptions timeout(Duration timeout) {
        return with("timeout", timeout);
    }

    /** @return the attributes in the order in which they were given */
    public Map<String, Object> attributes() {
        return map("attribute");
    }

    /** @return the headers in the order in which they were given */
    public Map<String, Object> headers() {
        return map("header");
    }

    /** @return the group, or {@code null} */
    public String groupId() {
        return (String) values.get("groupId");
    }

    /** @return the deduplication id, empty for none, or {@code null} if it is not given */
    public String deduplicationId() {
        return (String) values.get("deduplicationId");
    }

    /** @return the delay, or {@code null} */
    public Duration delay() {
        return (Duration) values.get("delay");
    }

    /** @return the prefix, or {@code null} for the configured one */
    public String prefix() {
        return (String) values.get("prefix");
    }

    /** @return the envelope, or {@code null} for that of the service */
    public MessageEnvelope envelope() {
        return (MessageEnvelope) values.get("envelope");
    }

    /** @return the exchange, or {@code null} for the configured one */
    public String exchange() {
        return (String) values.get("exchange");
    }

    /**
     * Any of the options.
     *
     * @param <T> what the method that sets it takes
     * @param option the name of the method that sets it
     * @return what was given there, or {@code null}
     */
    @SuppressWarnings("unchecked")
    public <T> T get(String option) {
        return (T) values.get(option);
    }

    /** @return the names of the options that were given, which are those of the methods that set them */
    public Set<String> given() {
        return Collections.unmodifiableSet(values.keySet());
    }

    private Map<String, Object> map(String option) {
        Map<String, Object> map = get(option);
        return map == null ? Map.of() : map;
    }

    private PublishOptions with(String option, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.compute(option, (name, before) -> value);
        return new PublishOptions(copy);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(Objects.requireNonNull(name, "name"), value);
        return Collections.unmodifiableMap(copy);
    }
}
