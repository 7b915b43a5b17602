package io.quarkiverse.tomodachi;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import io.quarkiverse.tomodachi.runtime.message.payload.BinaryData;
import io.quarkiverse.tomodachi.runtime.message.payload.Utf8;

/**
 * No envelope: the message is the data. Text is sent as it is, bytes and protobuf messages as their bytes, any other object as
 * JSON. What was received is text; on AMQP, where it is no well-formed UTF-8, bytes. SNS and SQS carry only text, so that bytes
 * of other kinds cannot be published there.
 * <p>
 * Bytes are not copied: those that are published must not be changed before the outcome is known, nor those that a handler
 * takes, which a retry or dead letter consists of if it fails.
 */
public final class NoEnvelope implements MessageEnvelope {

    @Override
    public String build(ServiceContext service, String topic, Object data) throws Exception {
        if (data instanceof CharSequence text) {
            return text.toString();
        }
        byte[] bytes = BinaryData.of(data);
        if (bytes == null) {
            return write(data);
        }
        String text = Utf8.decodeOrNull(bytes);
        if (text == null) {
            throw new IllegalArgumentException("The transport carries text, and the " + bytes.length
                    + " bytes are no UTF-8; publish them as base64, or with ProtobufEnvelope");
        }
        return text;
    }

    private static String write(Object data) {
        try {
            return JsonText.write(data);
        } catch (JsonProcessingException e) {
            throw JsonText.unwritable(data, e);
        }
    }

    @Override
    public Parsed parse(String payload) {
        return new Parsed(payload, MessageMetadata.NONE);
    }

    @Override
    public byte[] buildBytes(ServiceContext service, String topic, Object data) throws Exception {
        byte[] bytes = BinaryData.of(data);
        return bytes != null ? bytes : MessageEnvelope.super.buildBytes(service, topic, data);
    }

    @Override
    public Parsed parseBytes(byte[] payload) {
        String text = Utf8.decodeOrNull(payload);
        return new Parsed(text != null ? text : payload, MessageMetadata.NONE);
    }

    /**
     * @param data the data
     * @return {@code text/plain} for text, {@code application/octet-stream} for bytes, else {@code application/json}
     */
    @Override
    public String contentType(Object data) {
        if (data instanceof CharSequence) {
            return "text/plain";
        }
        return BinaryData.is(data) ? "application/octet-stream" : "application/json";
    }
}
