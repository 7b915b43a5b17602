package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sqs.model.Message;

/** One receive of one message. */
final class SqsDelivery implements Delivery {

    private final Message message;
    private final String payload;
    private final SqsMessage source;
    private final Instant received;
    private final Outcomes outcomes;
    private final AtomicBoolean settled = new AtomicBoolean();

    SqsDelivery(Message message, String payload, SqsMessage source, Instant received, Outcomes outcomes) {
        this.message = message;
        this.payload = payload;
        this.source = source;
        this.received = received;
        this.outcomes = outcomes;
    }

    @Override
    public Parsed open(MessageEnvelope envelope) throws Exception {
        return envelope.parse(payload);
    }

    @Override
    public SqsMessage source() {
        return source;
    }

    @Override
    public Map<String, Object> attributes() {
        return source.messageAttributes();
    }

    @Override
    public int attempt() {
        return source.approximateReceiveCount();
    }

    @Override
    public String origin() {
        String url = source.queueUrl();
        return "queue " + url.substring(url.lastIndexOf('/') + 1) + ", message " + source.sqsMessageId();
    }

    /** Completes at once: deletes are collected, and tried again where they fail. */
    @Override
    public CompletionStage<Void> acknowledge() {
        if (settled.compareAndSet(false, true)) {
            outcomes.acknowledge(this);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> retry(Duration delay, Throwable reason) {
        if (settled.compareAndSet(false, true)) {
            outcomes.retry(this, delay);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return outcomes.hasDeadLetterQueue();
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        return settled.compareAndSet(false, true) ? outcomes.reject(this) : CompletableFuture.completedFuture(null);
    }

    /** The message as the client gave it. */
    Message message() {
        return message;
    }

    String receiptHandle() {
        return source.receiptHandle();
    }

    /** The FIFO group, {@code null} where there is none. */
    String group() {
        return source.messageGroupId();
    }

    Instant received() {
        return received;
    }

    /** Takes what becomes of deliveries, each once. */
    interface Outcomes {

        void acknowledge(SqsDelivery delivery);

        void retry(SqsDelivery delivery, Duration delay);

        CompletionStage<Void> reject(SqsDelivery delivery);

        boolean hasDeadLetterQueue();
    }
}
