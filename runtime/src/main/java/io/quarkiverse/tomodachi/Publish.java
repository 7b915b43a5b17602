package io.quarkiverse.tomodachi;

import java.time.Duration;

/**
 * Where the options of a publish begin: {@code Publish.attribute("event", "paid").groupId("g1")}. Each method returns new
 * {@link PublishOptions} with that option only; what an option means is told there.
 */
public final class Publish {

    private static final PublishOptions DEFAULTS = new PublishOptions();

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
}
