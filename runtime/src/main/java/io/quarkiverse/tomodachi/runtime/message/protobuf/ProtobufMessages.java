package io.quarkiverse.tomodachi.runtime.message.protobuf;

import com.google.protobuf.MessageLite;

import io.quarkiverse.tomodachi.runtime.message.payload.BinaryData.Messages;

/** Those of protobuf. */
public final class ProtobufMessages implements Messages {

    @Override
    public boolean contain(Object data) {
        return data instanceof MessageLite;
    }

    @Override
    public byte[] bytes(Object message) {
        return ((MessageLite) message).toByteArray();
    }
}
