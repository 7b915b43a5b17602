package io.quarkiverse.tomodachi.runtime.message.payload;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.ServiceContext;

/**
 * Stands in for {@link NoEnvelope} where nobody would see the text that it makes of what was received: the handler takes bytes,
 * or what is made of them.
 */
public final class PlainBytes implements MessageEnvelope {

    private final NoEnvelope envelope;

    public PlainBytes(NoEnvelope envelope) {
        this.envelope = envelope;
    }

    @Override
    public Parsed parseBytes(byte[] payload) {
        return new Parsed(payload, MessageMetadata.NONE);
    }

    @Override
    public Parsed parse(String payload) {
        return envelope.parse(payload);
    }

    @Override
    public String build(ServiceContext service, String topic, Object data) throws Exception {
        return envelope.build(service, topic, data);
    }
}
