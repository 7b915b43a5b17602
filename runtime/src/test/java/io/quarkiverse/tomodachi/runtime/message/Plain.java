package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.ServiceContext;

/** The payload is the UUID and the data of a message, unless it is spoiled. */
final class Plain implements MessageEnvelope {

    @Override
    public String build(ServiceContext service, String topic, Object data) {
        return data.toString();
    }

    @Override
    public Parsed parse(String payload) {
        if (payload.equals("spoiled")) {
            throw new IllegalArgumentException("spoiled");
        }
        return new Parsed(payload, new MessageMetadata(payload, null, null, null, null, null, null));
    }
}
