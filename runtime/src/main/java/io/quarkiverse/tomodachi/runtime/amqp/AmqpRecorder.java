package io.quarkiverse.tomodachi.runtime.amqp;

import java.util.List;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class AmqpRecorder {

    public Function<SyntheticCreationalContext<AmqpTransport>, AmqpTransport> transport(List<MessageHandler> handlers) {
        return new Function<>() {
            @Override
            public AmqpTransport apply(SyntheticCreationalContext<AmqpTransport> context) {
                return new AmqpTransport(handlers, context.getInjectedReference(MessageReceivers.class),
                        context.getInjectedReference(AmqpConsumers.class), context.getInjectedReference(AmqpSender.class),
                        context.getInjectedReference(BrokerConnections.class));
            }
        };
    }
}
