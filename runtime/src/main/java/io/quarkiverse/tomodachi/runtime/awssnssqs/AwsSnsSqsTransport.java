package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** SNS and SQS in the life of the services. */
public class AwsSnsSqsTransport implements Transport {

    private static final Cancellable NOTHING = () -> {
    };

    private final List<MessageHandler> handlers;
    private final AwsSnsSqsEngine engine;
    private final MessageReceivers receivers;
    private final AtomicReference<Cancellable> subscriptions = new AtomicReference<>(NOTHING);

    AwsSnsSqsTransport(List<MessageHandler> handlers, AwsSnsSqsEngine engine, MessageReceivers receivers) {
        this.handlers = handlers;
        this.engine = engine;
        this.receivers = receivers;
    }

    @Override
    public String name() {
        return "aws-sns-sqs";
    }

    @Override
    public Uni<Void> start() {
        return engine.start();
    }

    @Override
    public List<HandlerInfo> handlers() {
        return engine.handlers(handlers.stream().map(MessageHandler::handler).toList());
    }

    @Override
    public Uni<Void> receive() {
        return Uni.createFrom().voidItem().invoke(() -> subscriptions.set(receivers.subscribe(handlers)));
    }

    @Override
    public Uni<Void> pause() {
        return Uni.createFrom().voidItem().invoke(() -> subscriptions.getAndSet(NOTHING).cancel()).chain(engine::pause);
    }

    /** Not ready while any handler does not receive, or outcomes of its messages cannot be told. */
    @Override
    public TransportHealth health() {
        Map<String, String> problems = engine.problems();
        return new TransportHealth(problems.isEmpty(), problems);
    }

    /** The clients are closed by the extension that they come from. */
    @Override
    public Uni<Void> stop() {
        return engine.stop();
    }
}
