package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.time.Duration;

import com.rabbitmq.client.AMQP.BasicProperties;

/** A message on its way to the broker. */
final class Publication {

    private final Target target;
    private final BasicProperties properties;
    private final byte[] body;
    private final Duration timeout;
    private final long deadline;
    private final PublishOutcome outcome;
    private volatile boolean sent;

    Publication(Target target, BasicProperties properties, byte[] body, Duration timeout, PublishOutcome outcome) {
        this.target = target;
        this.properties = properties;
        this.body = body;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.outcome = outcome;
    }

    Target target() {
        return target;
    }

    BasicProperties properties() {
        return properties;
    }

    byte[] body() {
        return body;
    }

    Duration timeout() {
        return timeout;
    }

    long remainingNanos() {
        return deadline - System.nanoTime();
    }

    /** From here on the broker may have it. */
    void sent() {
        sent = true;
    }

    boolean isSent() {
        return sent;
    }

    boolean isDone() {
        return outcome.isTold();
    }

    void confirm() {
        outcome.succeed();
    }

    /** @param reason continues "The message to … " */
    void fail(String reason, Throwable cause) {
        if (!isDone()) {
            outcome.fail(new AmqpPublishException("The message to " + target + " " + reason, cause));
        }
    }

    /**
     * Where a message goes.
     *
     * @param exchange the exchange
     * @param routingKey the key on the wire
     * @param declare whether the exchange is created if it is missing
     */
    record Target(String exchange, String routingKey, boolean declare) {

        @Override
        public String toString() {
            return "exchange '" + exchange + "' with the routing key '" + routingKey + "'";
        }
    }
}
