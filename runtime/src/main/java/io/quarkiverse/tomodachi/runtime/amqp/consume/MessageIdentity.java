package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.quarkiverse.tomodachi.AmqpMessage;

/** What a message is recognized by when it comes again. Equal messages without an id pass for the same one. */
final class MessageIdentity {

    private MessageIdentity() {
    }

    static String of(String queue, AmqpMessage message) {
        return message.messageId() != null ? queue + " id " + message.messageId() : queue + " content " + digest(message);
    }

    private static String digest(AmqpMessage message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(message.routingKey().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(message.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
