package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.rabbitmq.client.Channel;

/**
 * What a handler needs on the broker, by default with the properties that the Python library gives it.
 *
 * @param queue the queue
 * @param arguments its arguments
 * @param bindings what brings messages to it, one or more
 * @param deadLetters where those go that shall not be delivered again, {@code null} for nowhere
 */
public record QueueTopology(String queue, Map<String, Object> arguments, List<ExchangeBinding> bindings,
        DeadLetters deadLetters) {

    private static final String QUEUE_TYPE = "x-queue-type";

    /** The queue and what brings messages to it, for people. */
    public String describe() {
        return "queue " + queue + " bound to " + bindings.stream()
                .map(binding -> "exchange " + binding.exchange() + " by '" + binding.routingKey() + "'")
                .collect(Collectors.joining(" and "));
    }

    /** Whether the queue is replicated. */
    public boolean quorum() {
        return "quorum".equals(arguments.get(QUEUE_TYPE));
    }

    /** Whether the broker deletes the queue when it was not used for some time. */
    boolean expires() {
        return arguments.containsKey(AmqpArguments.EXPIRES);
    }

    /**
     * Whether messages that come back have to wait in a replicated retry queue, whatever others do. A classic one tries once,
     * so that a queue that refuses messages while it is full would lose them.
     */
    boolean needsQuorumRetries() {
        return quorum() || String.valueOf(arguments.get(AmqpArguments.OVERFLOW)).startsWith("reject-publish");
    }

    /**
     * Declares all of it; it may exist already.
     *
     * @throws TopologyException if the broker refuses, which closes the channel
     * @throws IOException if the connection failed
     */
    public void declare(Channel channel) throws IOException {
        if (deadLetters != null) {
            deadLetters.declare(channel);
        }
        for (ExchangeBinding binding : bindings) {
            declareExchange(channel, binding);
        }
        Refusals.name(() -> channel.queueDeclare(queue, true, false, false, arguments),
                "queue '" + queue + "' as durable with the arguments " + arguments,
                "Let " + knobs() + " agree with the other side, or delete the queue");
        for (ExchangeBinding binding : bindings) {
            bind(channel, binding);
        }
    }

    private static void declareExchange(Channel channel, ExchangeBinding binding) throws IOException {
        String exchange = binding.exchange();
        if (AmqpExchanges.isDeclared(exchange)) {
            Refusals.name(() -> channel.exchangeDeclare(exchange, binding.exchangeType(), true, false, false, null),
                    "exchange '" + exchange + "' as a durable " + binding.exchangeType() + " exchange",
                    "Let exchangeType agree with the other side, name another exchange, or delete that one if nothing else"
                            + " uses it");
        }
    }

    private void bind(Channel channel, ExchangeBinding binding) throws IOException {
        Map<String, Object> selection = binding.arguments();
        Refusals.name(() -> channel.queueBind(queue, binding.exchange(), binding.routingKey(), selection),
                "the binding of queue '" + queue + "' to exchange '" + binding.exchange() + "' with the key '"
                        + binding.routingKey() + "'" + (selection.isEmpty() ? "" : " and the arguments " + selection),
                "Check that the exchange exists");
    }

    private String knobs() {
        if ("quorum".equals(arguments.get("x-queue-type"))) {
            return "the members of @Amqp, with " + AmqpArguments.EXPIRES + " among its arguments if the queue has it,";
        }
        return "quarkus.tomodachi.amqp.queue-ttl" + (arguments.size() > 1 || !arguments.containsKey(AmqpArguments.EXPIRES)
                ? " and the members of @Amqp"
                : "");
    }
}
