package io.quarkiverse.tomodachi.deployment.amqp;

import io.quarkiverse.tomodachi.deployment.message.MessageChannel;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConnector;

/** The channel of a handler, with what the annotation says as its attributes. */
final class AmqpChannel {

    private AmqpChannel() {
    }

    static MessageChannel of(HandlerBuildItem handler) {
        TriggerMethod method = handler.getMethod();
        return new MessageChannel(handler, AmqpConnector.NAME)
                .attribute(AmqpConnector.SERVICE, literal(method.service().getName()))
                .attribute(AmqpConnector.FUNCTION, literal(method.method().name()))
                .attribute(AmqpConnector.HANDLER, literal(method.id()))
                .attribute(AmqpConnector.ROUTING_KEY, value(method, "value"))
                .attribute(AmqpConnector.EXCHANGE_NAME, value(method, "exchangeName"))
                .attribute(AmqpConnector.QUEUE_NAME, value(method, "queueName"))
                .attribute(AmqpConnector.COMPETING, Boolean.toString(method.value("competing").asBoolean()));
    }

    /** Expressions stay; a dollar sign that begins none means itself. */
    private static String value(TriggerMethod method, String member) {
        return method.value(member).asString().replaceAll("\\$(?!\\{)", "\\$\\$");
    }

    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
