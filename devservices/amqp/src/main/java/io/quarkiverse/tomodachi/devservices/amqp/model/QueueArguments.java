package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.QueueMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** The arguments of a queue, checked. */
public final class QueueArguments {

    private static final String TYPE = "x-queue-type";
    private static final String EXPIRES = "x-expires";
    private static final String MESSAGE_TTL = "x-message-ttl";
    private static final String MAX_LENGTH = "x-max-length";
    private static final String MAX_LENGTH_BYTES = "x-max-length-bytes";
    private static final String MAX_PRIORITY = "x-max-priority";
    private static final String OVERFLOW = "x-overflow";
    private static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";
    private static final String DEAD_LETTER_ROUTING_KEY = "x-dead-letter-routing-key";
    private static final String SINGLE_ACTIVE_CONSUMER = "x-single-active-consumer";
    private static final String DELIVERY_LIMIT = "x-delivery-limit";

    private static final String CLASSIC = "classic";
    private static final String DEAD_LETTER_STRATEGY = "x-dead-letter-strategy";

    private static final String QUORUM = "quorum";
    private static final String REJECT_PUBLISH = "reject-publish";
    private static final String REJECT_PUBLISH_DEAD_LETTER = "reject-publish-dlx";

    private static final Map<String, ArgumentRule> RULES = new HashMap<>();
    private static final Set<String> CLASSIC_ONLY = Set.of(MAX_PRIORITY, "x-queue-mode", "x-queue-version",
            "x-queue-master-locator");
    private static final Set<String> QUORUM_ONLY = Set.of(DELIVERY_LIMIT, DEAD_LETTER_STRATEGY, "x-queue-leader-locator",
            "x-max-in-memory-length", "x-max-in-memory-bytes", "x-quorum-initial-group-size");
    private static final Set<String> STREAM_ONLY = Set.of("x-max-age", "x-stream-max-segment-size-bytes",
            "x-initial-cluster-size");

    static {
        RULES.put(EXPIRES, ArgumentRule.positiveMillis());
        RULES.put(MESSAGE_TTL, ArgumentRule.millis());
        RULES.put(MAX_LENGTH, ArgumentRule.count());
        RULES.put(MAX_LENGTH_BYTES, ArgumentRule.count());
        RULES.put(MAX_PRIORITY, ArgumentRule.priority());
        RULES.put(OVERFLOW, ArgumentRule.oneOf("invalid_overflow", "drop-head", REJECT_PUBLISH, REJECT_PUBLISH_DEAD_LETTER));
        RULES.put(SINGLE_ACTIVE_CONSUMER, ArgumentRule.flag());
        RULES.put(DELIVERY_LIMIT, ArgumentRule.anything());
        RULES.put("x-queue-mode", ArgumentRule.oneOf("\"unsupported queue mode '%s'\"", "default", "lazy"));
        RULES.put("x-queue-version", ArgumentRule.version());
        RULES.put("x-queue-master-locator",
                ArgumentRule.oneOf("invalid_queue_locator_arg", "min-masters", "client-local", "random"));
        RULES.put("x-quorum-initial-group-size", ArgumentRule.count());
        RULES.put("x-max-in-memory-length", ArgumentRule.count());
        RULES.put("x-max-in-memory-bytes", ArgumentRule.count());
        RULES.put(DEAD_LETTER_STRATEGY, ArgumentRule.oneOf("invalid_dlx_strategy", "at-most-once", "at-least-once"));
        RULES.put("x-queue-leader-locator",
                ArgumentRule.oneOf("invalid_queue_locator_arg", "balanced", "client-local", "random", "least-leaders"));
    }

    /** What must be the same when a queue is declared again. */
    private static final List<String> COMPARED = List.of(EXPIRES, MESSAGE_TTL, DEAD_LETTER_EXCHANGE, DEAD_LETTER_ROUTING_KEY,
            MAX_LENGTH, MAX_LENGTH_BYTES, MAX_PRIORITY, OVERFLOW, "x-queue-mode", "x-queue-version", SINGLE_ACTIVE_CONSUMER,
            DELIVERY_LIMIT, DEAD_LETTER_STRATEGY);

    private final FieldTable table;

    QueueArguments(Declare declaration, String host) {
        this.table = declaration.arguments();
        String resource = Refusals.queue(declaration.queue(), host);
        requireKnownType(resource);
        requireFittingProperties(declaration, resource);
        table.fields().forEach((name, value) -> check(name, value, resource));
        checkDeadLettering(resource);
    }

    FieldTable table() {
        return table;
    }

    String type() {
        return table.text(TYPE).orElse(CLASSIC);
    }

    boolean quorum() {
        return type().equals(QUORUM);
    }

    Optional<Long> expires() {
        return table.number(EXPIRES);
    }

    /** Whether so many messages, with so many octets together, are more than the queue may hold. */
    boolean exceededBy(long messages, long bytes) {
        return messages > table.number(MAX_LENGTH).orElse(Long.MAX_VALUE)
                || bytes > table.number(MAX_LENGTH_BYTES).orElse(Long.MAX_VALUE);
    }

    /** The priority a message has in the queue, 0 when the queue knows none. */
    int priority(Message message) {
        int highest = table.number(MAX_PRIORITY).orElse(0L).intValue();
        return highest == 0 ? 0 : Math.min(highest, message.content().properties().priority());
    }

    /** When a message that comes in now expires, {@link QueuedMessage#NEVER} when it does not. */
    long expiry(Message message, long now) {
        long ttl = Math.min(table.number(MESSAGE_TTL).orElse(Long.MAX_VALUE), Expiration.of(message).orElse(Long.MAX_VALUE));
        return ttl == Long.MAX_VALUE ? QueuedMessage.NEVER : now + ttl;
    }

    boolean rejectsWhenFull() {
        return table.text(OVERFLOW).filter(value -> value.startsWith(REJECT_PUBLISH)).isPresent();
    }

    boolean deadLettersWhenFull() {
        return table.text(OVERFLOW).filter(REJECT_PUBLISH_DEAD_LETTER::equals).isPresent();
    }

    Optional<String> deadLetterExchange() {
        return table.text(DEAD_LETTER_EXCHANGE);
    }

    Optional<String> deadLetterRoutingKey() {
        return table.text(DEAD_LETTER_ROUTING_KEY);
    }

    /** Whether dead letters are kept until a queue takes them: as in RabbitMQ, only in queues that refuse what is too much. */
    boolean deadLettersAtLeastOnce() {
        return rejectsWhenFull() && deadLetterExchange().isPresent()
                && table.text(DEAD_LETTER_STRATEGY).filter("at-least-once"::equals).isPresent();
    }

    boolean singleActiveConsumer() {
        return table.isTrue(SINGLE_ACTIVE_CONSUMER);
    }

    /** How often a message may come back to the queue. */
    long deliveryLimit() {
        return quorum() ? table.number(DELIVERY_LIMIT).filter(limit -> limit >= 0).orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
    }

    /** Compares with the arguments of another declaration, whether these make sense or not. */
    void requireEquivalent(FieldTable received, Equivalence equivalence) {
        if (!received.text(TYPE).orElse(CLASSIC).equals(type())) {
            equivalence.checkArgument(TYPE, received, table);
        }
        COMPARED.forEach(name -> equivalence.checkArgument(name, received, table));
    }

    private void requireKnownType(String resource) {
        table.get(TYPE).ifPresent(value -> {
            fail(TYPE, resource, ArgumentRule.oneOf("\"unsupported queue type '%s'\"", CLASSIC, QUORUM, "stream")
                    .problem(value));
            if (value.text().equals("stream")) {
                throw new AmqpException(ReplyCode.NOT_IMPLEMENTED, "queue type stream");
            }
        });
    }

    private void requireFittingProperties(Declare declaration, String resource) {
        if (!quorum()) {
            return;
        }
        if (declaration.autoDelete()) {
            throw invalidProperty("auto-delete", resource);
        }
        if (declaration.exclusive()) {
            throw invalidProperty("exclusive-owner", resource);
        }
        if (!declaration.durable()) {
            throw invalidProperty("non-durable", resource);
        }
    }

    private static AmqpException invalidProperty(String property, String resource) {
        return Refusals.precondition("invalid property '" + property + "' for " + resource);
    }

    private void check(String name, FieldValue value, String resource) {
        boolean foreign = quorum() ? CLASSIC_ONLY.contains(name) : QUORUM_ONLY.contains(name);
        if (foreign || STREAM_ONLY.contains(name)) {
            throw Refusals.precondition("invalid arg '" + name + "' for " + resource + " of queue type rabbit_" + type()
                    + "_queue");
        }
        fail(name, resource, RULES.getOrDefault(name, ArgumentRule.anything()).problem(value));
    }

    private void checkDeadLettering(String resource) {
        table.get(DEAD_LETTER_EXCHANGE).filter(value -> !value.isText()).ifPresent(value -> {
            throw Refusals.precondition("invalid type '" + value.type().label() + "' for arg '" + DEAD_LETTER_EXCHANGE
                    + "' in " + resource);
        });
        table.get(DEAD_LETTER_ROUTING_KEY).ifPresent(value -> {
            fail(DEAD_LETTER_ROUTING_KEY, resource, ArgumentRule.text().problem(value));
            if (deadLetterExchange().isEmpty()) {
                fail(DEAD_LETTER_ROUTING_KEY, resource, Optional.of("routing_key_but_no_dlx_defined"));
            }
        });
    }

    private static void fail(String name, String resource, Optional<String> problem) {
        problem.ifPresent(text -> {
            throw Refusals.precondition("invalid arg '" + name + "' for " + resource + ": " + text);
        });
    }
}
