package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Property;

/** The expiration property of messages: milliseconds as text. */
public final class Expiration {

    private static final Pattern NUMBER = Pattern.compile("([+-]?[0-9]+)(.*)", Pattern.DOTALL);

    private Expiration() {
    }

    /** Refuses a message whose expiration is not a time that can be kept. */
    public static void check(MessageProperties properties) {
        String text = properties.text(Property.EXPIRATION).orElse("0");
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text, "no_integer");
        }
        if (!matcher.group(2).isEmpty()) {
            throw invalid(text, "{leftover_string,\"" + matcher.group(2) + "\"}");
        }
        BigInteger millis = new BigInteger(matcher.group(1));
        if (millis.signum() < 0) {
            throw invalid(text, "{value_negative," + millis + "}");
        }
        if (millis.compareTo(BigInteger.valueOf(ArgumentRule.MAX_MILLIS)) > 0) {
            throw invalid(text, "{value_too_large," + millis + "}");
        }
    }

    static Optional<Long> of(Message message) {
        return message.content().properties().text(Property.EXPIRATION).map(Long::valueOf);
    }

    private static AmqpException invalid(String text, String problem) {
        return Refusals.precondition("invalid expiration '" + text + "': " + problem);
    }
}
