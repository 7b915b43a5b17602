package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/**
 * What the channel of a handler of single messages carries. Other subscribers than ours may settle it as any reactive message.
 */
record DeliveryMessage(SqsDelivery getPayload) implements Message<SqsDelivery> {

    static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    @Override
    public Function<Metadata, CompletionStage<Void>> getAckWithMetadata() {
        return metadata -> getPayload.acknowledge();
    }

    @Override
    public BiFunction<Throwable, Metadata, CompletionStage<Void>> getNackWithMetadata() {
        return (reason, metadata) -> getPayload.retry(PAUSE_AFTER_REFUSAL, reason);
    }
}
