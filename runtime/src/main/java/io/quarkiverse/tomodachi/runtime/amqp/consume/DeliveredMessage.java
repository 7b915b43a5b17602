package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

import io.quarkiverse.tomodachi.runtime.message.Delivery;

/**
 * A delivery as reactive messaging passes it on. Functions are made for those who ask for them, whom there are none of mostly.
 */
record DeliveredMessage(AmqpDelivery delivery) implements Message<Delivery> {

    @Override
    public Delivery getPayload() {
        return delivery;
    }

    @Override
    public Supplier<CompletionStage<Void>> getAck() {
        return delivery::acknowledge;
    }

    @Override
    public Function<Metadata, CompletionStage<Void>> getAckWithMetadata() {
        return metadata -> delivery.acknowledge();
    }

    @Override
    public Function<Throwable, CompletionStage<Void>> getNack() {
        return delivery::reject;
    }

    @Override
    public BiFunction<Throwable, Metadata, CompletionStage<Void>> getNackWithMetadata() {
        return (reason, metadata) -> delivery.reject(reason);
    }
}
