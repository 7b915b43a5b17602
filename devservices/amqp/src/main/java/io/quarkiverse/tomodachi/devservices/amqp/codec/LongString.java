package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The octets of an AMQP long string, which need not be text. */
public final class LongString {

    private final byte[] octets;

    public LongString(byte[] octets) {
        this.octets = octets;
    }

    public static LongString of(String text) {
        return new LongString(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] octets() {
        return octets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongString that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
