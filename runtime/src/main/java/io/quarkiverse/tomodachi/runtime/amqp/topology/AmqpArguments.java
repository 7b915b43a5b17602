package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.util.List;
import java.util.Map;

/** Turns the text of arguments into what is sent to brokers. */
public final class AmqpArguments {

    public static final String EXPIRES = "x-expires";
    public static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";
    public static final String DEAD_LETTER_ROUTING_KEY = "x-dead-letter-routing-key";
    public static final String OVERFLOW = "x-overflow";
    public static final String DELIVERY_LIMIT = "x-delivery-limit";

    /** What the protocol of RabbitMQ has for milliseconds. */
    public static final long MAX_MILLIS = 4_294_967_295L;

    private static final Map<String, Long> SMALLEST = Map.ofEntries(Map.entry(EXPIRES, 1L), Map.entry("x-message-ttl", 0L),
            Map.entry("x-max-length", 0L), Map.entry("x-max-length-bytes", 0L), Map.entry("x-max-in-memory-length", 0L),
            Map.entry("x-max-in-memory-bytes", 0L), Map.entry("x-quorum-initial-group-size", 1L),
            Map.entry("x-quorum-target-group-size", 1L), Map.entry("x-consumer-timeout", 0L),
            Map.entry("x-queue-version", 1L));

    private static final Map<String, Long> LARGEST = Map.of(EXPIRES, MAX_MILLIS, "x-message-ttl", MAX_MILLIS,
            "x-queue-version", 2L);

    /** Texts, of any value if none are told. */
    private static final Map<String, List<String>> TEXTS = Map.of(
            OVERFLOW, List.of("drop-head", "reject-publish", "reject-publish-dlx"),
            "x-queue-mode", List.of("default", "lazy"),
            "x-queue-leader-locator", List.of("client-local", "balanced"),
            "x-queue-master-locator", List.of(),
            DEAD_LETTER_EXCHANGE, List.of(),
            DEAD_LETTER_ROUTING_KEY, List.of(),
            "x-match", List.of("all", "any", "all-with-x", "any-with-x"));

    private AmqpArguments() {
    }

    /**
     * @param type a name of {@code Amqp.ArgumentType}
     * @throws IllegalArgumentException with a message that says what the argument must be, if it cannot be that
     */
    public static Object value(String name, String text, String type) {
        String known = SMALLEST.containsKey(name) ? "INTEGER" : TEXTS.containsKey(name) ? "TEXT" : null;
        require(known == null || "AUTO".equals(type) || known.equals(type), name, "of type " + known, type);
        return switch (known == null ? type : known) {
            case "TEXT" -> text(name, text);
            case "INTEGER" -> number(name, text);
            case "BOOLEAN" -> flag(name, text);
            default -> guess(name, text);
        };
    }

    private static Object guess(String name, String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?[0-9]{1,18}") ? number(name, text) : text;
    }

    private static String text(String name, String text) {
        List<String> allowed = TEXTS.getOrDefault(name, List.of());
        require(allowed.isEmpty() || allowed.contains(text), name, "one of " + allowed, text);
        return text;
    }

    private static Object flag(String name, String text) {
        require(text.equals("true") || text.equals("false"), name, "true or false", text);
        return Boolean.valueOf(text);
    }

    private static Object number(String name, String text) {
        try {
            long number = Long.parseLong(text);
            long smallest = SMALLEST.getOrDefault(name, Long.MIN_VALUE);
            long largest = LARGEST.getOrDefault(name, Long.MAX_VALUE);
            require(number >= smallest && number <= largest, name,
                    "a whole number from " + smallest + (largest == Long.MAX_VALUE ? " on" : " to " + largest), text);
            return number(number);
        } catch (NumberFormatException e) {
            require(false, name, "a whole number", text);
            throw e;
        }
    }

    /** In the size in which the Python library writes it. */
    static Object number(long number) {
        return number == (int) number ? (Object) (int) number : (Object) number;
    }

    private static void require(boolean valid, String name, String what, String given) {
        if (!valid) {
            throw new IllegalArgumentException("the argument " + name + ", which is " + what + ", not " + given);
        }
    }
}
