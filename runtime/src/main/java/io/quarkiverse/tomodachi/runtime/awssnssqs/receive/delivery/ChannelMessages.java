package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.message.DeliveryBatch;

/** What the channel of a handler carries. Other subscribers than ours may settle it as any reactive message. */
public final class ChannelMessages {

    private ChannelMessages() {
    }

    public static Message<?> of(SqsDelivery delivery) {
        return new DeliveryMessage(delivery);
    }

    public static Message<?> of(List<SqsDelivery> batch) {
        return Message.of(new DeliveryBatch(batch), () -> each(batch, SqsDelivery::acknowledge),
                reason -> giveBack(batch, reason));
    }

    /** Those behind one that comes again are handled after it, within their sequence. */
    public static CompletionStage<Void> giveBack(List<SqsDelivery> batch, Throwable reason) {
        Set<Object> sequences = new HashSet<>();
        return each(batch, delivery -> delivery.sequence() == null || sequences.add(delivery.sequence())
                ? delivery.retry(DeliveryMessage.PAUSE_AFTER_REFUSAL, reason)
                : delivery.handBack());
    }

    private static CompletionStage<Void> each(List<SqsDelivery> batch, Function<SqsDelivery, CompletionStage<Void>> outcome) {
        return CompletableFuture.allOf(
                batch.stream().map(outcome).map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }
}
