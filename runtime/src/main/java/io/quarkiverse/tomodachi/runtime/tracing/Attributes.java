package io.quarkiverse.tomodachi.runtime.tracing;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/** The names of attributes: of OpenTelemetry's semantic conventions, and of ours where these have none. */
final class Attributes {

    static final AttributeKey<String> FUNCTION = stringKey("code.function.name");
    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");

    static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
    static final AttributeKey<String> OPERATION_NAME = stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = stringKey("messaging.destination.name");
    static final AttributeKey<Long> BATCH_MESSAGE_COUNT = longKey("messaging.batch.message_count");
    static final AttributeKey<String> MESSAGE_ID = stringKey("messaging.message.id");

    static final AttributeKey<String> SERVICE = stringKey("tomodachi.service");
    static final AttributeKey<String> TRANSPORT = stringKey("tomodachi.transport");
    static final AttributeKey<String> TRIGGER = stringKey("tomodachi.trigger");
    static final AttributeKey<Long> ATTEMPT = longKey("tomodachi.message.attempt");
    static final AttributeKey<String> OUTCOME = stringKey("tomodachi.message.outcome");

    private Attributes() {
    }
}
