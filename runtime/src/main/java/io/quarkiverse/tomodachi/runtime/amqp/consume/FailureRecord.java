package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened to a message so far: it travels with the message, in its headers. As long as no delivery has failed, only where
 * it came from is known.
 *
 * @param attempts how many deliveries failed
 * @param first when the first of them failed, {@code null} for none
 * @param last when the last of them failed, {@code null} for none
 * @param exception the class of the last exception, {@code null} for none
 * @param message its text, shortened, {@code null} for none
 * @param exchange the exchange that the message was published to
 * @param routingKey the key it was published with, as on the wire
 */
record FailureRecord(int attempts, Instant first, Instant last, String exception, String message, String exchange,
        String routingKey) {

    private static final int LARGEST_MESSAGE = 1_000;

    static final String ATTEMPTS = "attempts";
    static final String FIRST_FAILURE = "first-failure";
    static final String LAST_FAILURE = "last-failure";
    static final String EXCEPTION = "exception";
    static final String MESSAGE = "message";
    static final String EXCHANGE = "exchange";
    static final String ROUTING_KEY = "routing-key";

    /** None yet. */
    static FailureRecord none(String exchange, String routingKey) {
        return new FailureRecord(0, null, null, null, null, exchange, routingKey);
    }

    /** The first failure. */
    static FailureRecord first(Throwable reason, String exchange, String routingKey) {
        return none(exchange, routingKey).next(reason);
    }

    /** One more failure. */
    FailureRecord next(Throwable reason) {
        Instant now = Instant.now();
        return new FailureRecord(attempts + 1, first == null ? now : first, now, name(reason), text(reason), exchange,
                routingKey);
    }

    /** Writes it with a prefix for the names of the headers. */
    Map<String, Object> write(String prefix) {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put(prefix + ATTEMPTS, attempts);
        if (attempts > 0) {
            headers.put(prefix + FIRST_FAILURE, first.toString());
            headers.put(prefix + LAST_FAILURE, last.toString());
            headers.put(prefix + EXCEPTION, exception);
            headers.put(prefix + MESSAGE, message);
        }
        headers.put(prefix + EXCHANGE, exchange);
        headers.put(prefix + ROUTING_KEY, routingKey);
        return headers;
    }

    /** Reads what {@link #write} wrote; {@code null} if it is not there. */
    static FailureRecord read(Map<String, Object> headers, String prefix) {
        if (!(headers.get(prefix + ATTEMPTS) instanceof Number attempts) || attempts.longValue() < 0
                || headers.get(prefix + EXCHANGE) == null || headers.get(prefix + ROUTING_KEY) == null) {
            return null;
        }
        if (attempts.longValue() == 0) {
            return none(headers.get(prefix + EXCHANGE).toString(), headers.get(prefix + ROUTING_KEY).toString());
        }
        Instant last = instant(headers.get(prefix + LAST_FAILURE), Instant.now());
        // anybody may write headers: one more than it must be a number, too
        int count = (int) Math.min(attempts.longValue(), Integer.MAX_VALUE - 1);
        return new FailureRecord(count, instant(headers.get(prefix + FIRST_FAILURE), last), last,
                String.valueOf(headers.get(prefix + EXCEPTION)), String.valueOf(headers.get(prefix + MESSAGE)),
                headers.get(prefix + EXCHANGE).toString(), headers.get(prefix + ROUTING_KEY).toString());
    }

    private static Instant instant(Object text, Instant otherwise) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    private static String name(Throwable reason) {
        return reason == null ? "" : reason.getClass().getName();
    }

    /** Cut between characters. */
    private static String text(Throwable reason) {
        String text = reason == null || reason.getMessage() == null ? "" : reason.getMessage();
        int end = Math.min(text.length(), LARGEST_MESSAGE);
        return text.substring(0, end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
