package io.quarkiverse.tomodachi.runtime.message.payload;

import io.vertx.core.buffer.Buffer;

/** Data that is bytes already. Protobuf messages are known only where their library is present, by what is recorded then. */
public final class BinaryData {

    private static volatile Messages messages = new Messages() {
    };

    private BinaryData() {
    }

    public static void use(Messages known) {
        messages = known;
    }

    public static void forget() {
        messages = new Messages() {
        };
    }

    /** Whether {@link #of} gives its bytes. */
    public static boolean is(Object data) {
        return data instanceof byte[] || data instanceof Buffer || messages.contain(data);
    }

    /** @return the bytes that the data is, {@code null} if it is something else */
    public static byte[] of(Object data) {
        if (data instanceof byte[] bytes) {
            return bytes;
        }
        if (data instanceof Buffer buffer) {
            return buffer.getBytes();
        }
        return messages.contain(data) ? messages.bytes(data) : null;
    }

    /** @throws IllegalArgumentException if the data is a protobuf message, which is nothing that JSON could be made of */
    public static void refuseMessage(Object data) {
        if (messages.contain(data)) {
            throw new IllegalArgumentException("A protobuf message (" + data.getClass().getName()
                    + ") cannot be sent as JSON; use ProtobufEnvelope, or NoEnvelope with AMQP");
        }
    }

    /** Messages that libraries make bytes of; without a library there are none. */
    public interface Messages {

        default boolean contain(Object data) {
            return false;
        }

        default byte[] bytes(Object message) {
            throw new IllegalArgumentException("no message");
        }
    }
}
