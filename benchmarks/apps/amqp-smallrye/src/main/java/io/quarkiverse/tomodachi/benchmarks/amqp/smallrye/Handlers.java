package io.quarkiverse.tomodachi.benchmarks.amqp.smallrye;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;

@ApplicationScoped
public class Handlers {

    static final Metadata PERSISTENT = Metadata.of(OutgoingRabbitMQMetadata.builder()
            .withContentType("application/octet-stream").withDeliveryMode(2).build());

    static final Metadata PERSISTENT_TEXT = Metadata.of(OutgoingRabbitMQMetadata.builder()
            .withContentType("text/plain").withDeliveryMode(2).build());

    private final Progress consumed = Progress.of("consume");
    private final Progress consumedByWorkers = Progress.of("consume-worker");
    private final Progress consumedByVirtualThreads = Progress.of("consume-virtual");
    private final Progress forwarded = Progress.of("forward");
    private final Progress forwardedByWorkers = Progress.of("forward-worker");
    private final Progress forwardedByVirtualThreads = Progress.of("forward-virtual");

    private final MutinyEmitter<byte[]> sink;

    Handlers(@Channel("worker-sink") MutinyEmitter<byte[]> sink) {
        this.sink = sink;
    }

    @Incoming("consume")
    Uni<Void> consume(byte[] body) {
        consumed.handled(body.length);
        return Uni.createFrom().voidItem();
    }

    @Incoming("consume-worker")
    @Blocking(value = "handlers", ordered = false)
    void consumeOnWorker(byte[] body) {
        consumedByWorkers.handled(body.length);
    }

    @Incoming("consume-virtual")
    @RunOnVirtualThread
    void consumeOnVirtualThread(byte[] body) {
        consumedByVirtualThreads.handled(body.length);
    }

    /** The acknowledgement of what is sent is that of what was received. */
    @Incoming("forward")
    @Outgoing("sink")
    Message<byte[]> forward(Message<byte[]> message) {
        return Message.of(message.getPayload(), PERSISTENT, () -> {
            forwarded.handled(message.getPayload().length);
            return message.ack();
        }, message::nack);
    }

    @Incoming("forward-worker")
    @Blocking(value = "handlers", ordered = false)
    void forwardOnWorker(byte[] body) {
        sink.sendMessageAndAwait(Message.of(body, PERSISTENT));
        forwardedByWorkers.handled(body.length);
    }

    @Incoming("forward-virtual")
    @RunOnVirtualThread
    void forwardOnVirtualThread(byte[] body) {
        sink.sendMessageAndAwait(Message.of(body, PERSISTENT));
        forwardedByVirtualThreads.handled(body.length);
    }
}
