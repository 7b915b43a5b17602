package io.quarkiverse.tomodachi.devservices.aws.message;

import java.nio.charset.StandardCharsets;

/**
 * An attribute of a message.
 *
 * @param dataType String, Number or Binary, with or without a custom label behind a dot
 * @param text the value as text; null if binary
 * @param binary the value's bytes; null if text
 */
public record MessageAttribute(String dataType, String text, byte[] binary) {

    public boolean isBinary() {
        return binary != null;
    }

    public byte[] valueBytes() {
        return isBinary() ? binary : text.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return dataType.getBytes(StandardCharsets.UTF_8).length + valueBytes().length;
    }
}
