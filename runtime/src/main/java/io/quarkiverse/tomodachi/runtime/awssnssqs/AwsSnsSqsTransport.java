package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkiverse.tomodachi.runtime.message.MessageSubscriptions;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.smallrye.mutiny.Uni;

/** SNS and SQS in the life of the services. */
public class AwsSnsSqsTransport implements Transport {

    private final List<MessageHandler> handlers;
    private final AwsSnsSqsEngine engine;
    private final MessageSubscriptions subscriptions;

    AwsSnsSqsTransport(List<MessageHandler> handlers, AwsSnsSqsEngine engine, MessageReceivers receivers) {
        this.handlers = handlers;
        this.engine = engine;
        this.subscriptions = receivers.subscriptions(handlers, engine::pause);
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
    public List<PausableHandler> pausableHandlers() {
        return subscriptions.handlers();
    }

    @Override
    public Uni<Void> receive() {
        return Uni.createFrom().completionStage(subscriptions::begin);
    }

    @Override
    public Uni<Void> pause() {
        return Uni.createFrom().completionStage(subscriptions::end);
    }

    /** Not ready while any handler does not receive that shall, or outcomes of its messages cannot be told. */
    @Override
    public TransportHealth health() {
        Map<String, String> problems = engine.problems();
        Map<String, String> details = new LinkedHashMap<>(problems);
        details.putAll(subscriptions.pausedHandlers());
        return new TransportHealth(problems.isEmpty(), details);
    }

    /** The clients are closed by the extension that they come from. */
    @Override
    public Uni<Void> stop() {
        return engine.stop();
    }
}
