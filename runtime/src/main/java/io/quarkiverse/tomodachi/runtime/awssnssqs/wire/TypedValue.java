package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

/**
 * A message attribute as AWS has it.
 *
 * @param type {@code String}, {@code Number}, {@code Binary}, {@code String.Array}, or one of these with a label
 * @param text the text, {@code null} for binary ones
 * @param binary the bytes of a binary one, else {@code null}
 */
public record TypedValue(String type, String text, byte[] binary) {

    static final String STRING = "String";
    static final String NUMBER = "Number";
    static final String BINARY = "Binary";
    static final String ARRAY = "String.Array";

    static TypedValue of(String type, String text) {
        return new TypedValue(type, text, null);
    }

    /** Whether the type is the given one, with a label or without. */
    boolean is(String basic) {
        return type.equals(basic) || type.startsWith(basic + ".");
    }
}
