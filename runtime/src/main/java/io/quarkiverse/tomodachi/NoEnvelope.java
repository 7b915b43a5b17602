package io.quarkiverse.tomodachi;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/**
 * No envelope: the message is the data. Text is sent as it is, any other object as JSON.
 */
public final class NoEnvelope implements MessageEnvelope {

    @Override
    public String build(ServiceContext service, String topic, Object data) throws Exception {
        return data instanceof CharSequence text ? text.toString() : JsonText.write(data);
    }

    @Override
    public Parsed parse(String payload) {
        return new Parsed(payload, MessageMetadata.NONE);
    }
}
