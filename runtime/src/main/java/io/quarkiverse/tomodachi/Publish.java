package io.quarkiverse.tomodachi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Where the options of a publish begin: {@code Publish.attribute("event", "paid").groupId("g1")}. Each method returns new
 * {@link PublishOptions} with that option only; what an option means is told there.
 */
public final class Publish {

    private static final PublishOptions DEFAULTS = new PublishOptions(Map.of());

    private Publish() {
    }

    /** @return no options */
    public static PublishOptions defaults() {
        return DEFAULTS;
    }

    /**
     * @param name see {@link PublishOptions#attribute(String, Object)}
     * @param value likewise
     * @return options
     */
    public static PublishOptions attribute(String name, Object value) {
        return DEFAULTS.attribute(name, value);
    }

    /**
     * @param name see {@link PublishOptions#header(String, Object)}
     * @param value likewise
     * @return options
     */
    public static PublishOptions header(String name, Object value) {
        return DEFAULTS.header(name, value);
    }

    /**
     * @param groupId see {@link PublishOptions#groupId(String)}
     * @return options
     */
    public static PublishOptions groupId(String groupId) {
        return DEFAULTS.groupId(groupId);
    }

    /**
     * @param deduplicationId see {@link PublishOptions#deduplicationId(String)}
     * @return options
     */
    public static PublishOptions deduplicationId(String deduplicationId) {
        return DEFAULTS.deduplicationId(deduplicationId);
    }

    /**
     * @param delay see {@link PublishOptions#delay(Duration)}
     * @return options
     */
    public static PublishOptions delay(Duration delay) {
        return DEFAULTS.delay(delay);
    }

    /**
     * @param prefix see {@link PublishOptions#prefix(String)}
     * @return options
     */
    public static PublishOptions prefix(String prefix) {
        return DEFAULTS.prefix(prefix);
    }

    /**
     * @param envelope see {@link PublishOptions#envelope(MessageEnvelope)}
     * @return options
     */
    public static PublishOptions envelope(MessageEnvelope envelope) {
        return DEFAULTS.envelope(envelope);
    }

    /**
     * @param exchange see {@link PublishOptions#exchange(String)}
     * @return options
     */
    public static PublishOptions exchange(String exchange) {
        return DEFAULTS.exchange(exchange);
    }

    /**
     * @param priority see {@link PublishOptions#priority(int)}
     * @return options
     */
    public static PublishOptions priority(int priority) {
        return DEFAULTS.priority(priority);
    }

    /**
     * @param expiration see {@link PublishOptions#expiration(Duration)}
     * @return options
     */
    public static PublishOptions expiration(Duration expiration) {
        return DEFAULTS.expiration(expiration);
    }

    /**
     * @param messageId see {@link PublishOptions#messageId(String)}
     * @return options
     */
    public static PublishOptions messageId(String messageId) {
        return DEFAULTS.messageId(messageId);
    }

    /**
     * @param correlationId see {@link PublishOptions#correlationId(String)}
     * @return options
     */
    public static PublishOptions correlationId(String correlationId) {
        return DEFAULTS.correlationId(correlationId);
    }

    /**
     * @param replyTo see {@link PublishOptions#replyTo(String)}
     * @return options
     */
    public static PublishOptions replyTo(String replyTo) {
        return DEFAULTS.replyTo(replyTo);
    }

    /**
     * @param type see {@link PublishOptions#type(String)}
     * @return options
     */
    public static PublishOptions type(String type) {
        return DEFAULTS.type(type);
    }

    /**
     * @param appId see {@link PublishOptions#appId(String)}
     * @return options
     */
    public static PublishOptions appId(String appId) {
        return DEFAULTS.appId(appId);
    }

    /**
     * @param contentType see {@link PublishOptions#contentType(String)}
     * @return options
     */
    public static PublishOptions contentType(String contentType) {
        return DEFAULTS.contentType(contentType);
    }

    /**
     * @param contentEncoding see {@link PublishOptions#contentEncoding(String)}
     * @return options
     */
    public static PublishOptions contentEncoding(String contentEncoding) {
        return DEFAULTS.contentEncoding(contentEncoding);
    }

    /**
     * @param timestamp see {@link PublishOptions#timestamp(Instant)}
     * @return options
     */
    public static PublishOptions timestamp(Instant timestamp) {
        return DEFAULTS.timestamp(timestamp);
    }

    /**
     * @param persistent see {@link PublishOptions#persistent(boolean)}
     * @return options
     */
    public static PublishOptions persistent(boolean persistent) {
        return DEFAULTS.persistent(persistent);
    }

    /**
     * @param mandatory see {@link PublishOptions#mandatory(boolean)}
     * @return options
     */
    public static PublishOptions mandatory(boolean mandatory) {
        return DEFAULTS.mandatory(mandatory);
    }

    /**
     * @param timeout see {@link PublishOptions#timeout(Duration)}
     * @return options
     */
    public static PublishOptions timeout(Duration timeout) {
        return DEFAULTS.timeout(timeout);
    }
}
