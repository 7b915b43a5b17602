package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.List;
import java.util.Locale;

import org.jboss.jandex.AnnotationInstance;

import io.quarkiverse.tomodachi.deployment.message.MessageChannel;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConnector;

/** The channel of a consumer, with what the annotations say as its attributes. */
final class AmqpChannel {

    private final MessageChannel channel;

    private AmqpChannel(MessageChannel channel) {
        this.channel = channel;
    }

    /** @param all all handlers of AMQP */
    static MessageChannel of(AmqpBindings bindings, List<HandlerBuildItem> all) {
        TriggerMethod method = bindings.handler().getMethod();
        AmqpChannel channel = new AmqpChannel(new MessageChannel(bindings.handler(), AmqpConnector.NAME));
        channel.attribute(AmqpConnector.SERVICE, literal(method.service().getName()));
        channel.attribute(AmqpConnector.FUNCTION, literal(method.method().name()));
        channel.attribute(AmqpConnector.HANDLER, literal(method.id()));
        channel.queue(method);
        channel.attribute(AmqpConnector.EXPIRING, isDeadLetterQueue(method, all) ? "false" : "");
        channel.deadLetters(method);
        channel.binding("", method);
        for (int number = 0; number < bindings.others().size(); number++) {
            String prefix = AmqpConnector.BINDINGS + "." + number + ".";
            channel.attribute(prefix + AmqpConnector.BINDING, "true");
            channel.binding(prefix, bindings.others().get(number));
        }
        return channel.channel;
    }

    /** One that another handler fills, and declares without expiry. */
    private static boolean isDeadLetterQueue(TriggerMethod method, List<HandlerBuildItem> all) {
        String queue = method.value("queueName").asString();
        return !queue.isEmpty() && all.stream().map(HandlerBuildItem::getMethod)
                .anyMatch(other -> other.service().getName().equals(method.service().getName())
                        && other.value("deadLetterQueue").asString().equals(queue));
    }

    private void queue(TriggerMethod method) {
        attribute(AmqpConnector.QUEUE_NAME, value(method, "queueName"));
        flag(AmqpConnector.COMPETING, method, "competing", true);
        flag(AmqpConnector.QUORUM, method, "quorum", false);
        flag(AmqpConnector.SINGLE_ACTIVE_CONSUMER, method, "singleActiveConsumer", false);
        number(AmqpConnector.DELIVERY_LIMIT, method, "deliveryLimit");
        number(AmqpConnector.MAX_PRIORITY, method, "maxPriority");
        number(AmqpConnector.PRIORITY, method, "priority");
        number(AmqpConnector.PREFETCH, method, "prefetch");
        arguments(AmqpConnector.ARGUMENTS, method, "arguments");
    }

    private void deadLetters(TriggerMethod method) {
        attribute(AmqpConnector.DEAD_LETTER_QUEUE, value(method, "deadLetterQueue"));
        attribute(AmqpConnector.DEAD_LETTER_EXCHANGE, value(method, "deadLetterExchange"));
        attribute(AmqpConnector.DEAD_LETTER_ROUTING_KEY, value(method, "deadLetterRoutingKey"));
    }

    private void binding(String prefix, TriggerMethod method) {
        attribute(prefix + AmqpConnector.ROUTING_KEY, value(method, "value"));
        attribute(prefix + AmqpConnector.EXCHANGE_NAME, value(method, "exchangeName"));
        String type = method.value("exchangeType").asEnum();
        attribute(prefix + AmqpConnector.EXCHANGE_TYPE, "TOPIC".equals(type) ? "" : type.toLowerCase(Locale.ROOT));
        arguments(prefix + AmqpConnector.BINDING_ARGUMENTS, method, "bindingArguments");
    }

    private void arguments(String attribute, TriggerMethod method, String member) {
        int number = 0;
        for (AnnotationInstance argument : method.value(member).asNestedArray()) {
            String prefix = attribute + "." + number++ + ".";
            attribute(prefix + AmqpConnector.ARGUMENT_NAME, expressions(argument.value("name").asString()));
            attribute(prefix + AmqpConnector.ARGUMENT_VALUE, expressions(argument.value("value").asString()));
            attribute(prefix + AmqpConnector.ARGUMENT_TYPE,
                    argument.valueWithDefault(method.index(), "type").asEnum());
        }
    }

    private void flag(String attribute, TriggerMethod method, String member, boolean otherwise) {
        boolean flag = method.value(member).asBoolean();
        attribute(attribute, flag == otherwise ? "" : Boolean.toString(flag));
    }

    private void number(String attribute, TriggerMethod method, String member) {
        int number = method.value(member).asInt();
        attribute(attribute, number == 0 ? "" : Integer.toString(number));
    }

    private void attribute(String name, String value) {
        channel.attribute(name, value);
    }

    private static String value(TriggerMethod method, String member) {
        return expressions(method.value(member).asString());
    }

    /** Expressions stay; a dollar sign that begins none means itself. */
    private static String expressions(String text) {
        return text.replaceAll("\\$(?!\\{)", "\\$\\$");
    }

    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
