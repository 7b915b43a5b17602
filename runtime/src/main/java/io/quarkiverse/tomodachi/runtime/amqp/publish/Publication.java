package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/** A message on its way to the broker. */
final class Publication {

    private static final AtomicIntegerFieldUpdater<Publication> PHASE = AtomicIntegerFieldUpdater.newUpdater(Publication.class,
            "phase");
    private static final int WAITING = 0;
    private static final int SENT = 1;
    private static final int GIVEN_UP = 2;

    private final Target target;
    private final Content content;
    private final Duration timeout;
    private final long deadline;
    private final boolean patient;
    private final PublishOutcome outcome;
    private volatile int phase = WAITING;

    Publication(Target target, Content content, Duration timeout, PublishOutcome outcome) {
        this(target, content, timeout, false, outcome);
    }

    /**
     * @param timeout by when it has to be confirmed, or, if it is patient, sent
     * @param patient whether it waits, once it was sent, until the broker has answered or the channel has ended
     */
    Publication(Target target, Content content, Duration timeout, boolean patient, PublishOutcome outcome) {
        this.target = target;
        this.content = content;
        this.timeout = timeout;
        this.patient = patient;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.outcome = outcome;
        outcome.of(target);
    }

    Target target() {
        return target;
    }

    Content content() {
        return content;
    }

    Duration timeout() {
        return timeout;
    }

    long remainingNanos() {
        return deadline - System.nanoTime();
    }

    /** Whether it waits no longer. */
    boolean isOverdue() {
        return remainingNanos() < 0 && !(patient && isSent());
    }

    /**
     * To be asked before it is written: from here on the broker may have it.
     *
     * @return {@code false} if it was given up before, and must not be sent any more
     */
    boolean sent() {
        return PHASE.compareAndSet(this, WAITING, SENT);
    }

    /** Nothing of it was written after all. */
    void notSent() {
        PHASE.compareAndSet(this, SENT, WAITING);
    }

    boolean isSent() {
        return phase == SENT;
    }

    /** @return whether it was not sent, and will not be */
    boolean giveUp() {
        return PHASE.compareAndSet(this, WAITING, GIVEN_UP) || phase == GIVEN_UP;
    }

    /** Takes its room until its outcome is decided, if there is any within the time. */
    boolean enter(Backlog backlog, boolean waits) throws InterruptedException {
        int size = content.body().length;
        boolean entered = backlog.enter(size, waits ? remainingNanos() : 0);
        if (entered) {
            outcome.takes(() -> backlog.leave(size));
        }
        return entered;
    }

    boolean isDone() {
        return outcome.isDecided();
    }

    /** Whether a message that came back with the id that was made for this one is this one. */
    boolean isIdentified(String exchange, String routingKey) {
        return content.identify() && !isDone() && target.exchange().equals(exchange)
                && target.routingKey().equals(routingKey);
    }

    /**
     * Whether a message that came back may be this one: those that agree in all of it are not told apart by the broker either.
     */
    boolean is(String exchange, String routingKey, String messageId, byte[] body) {
        return !content.identify() && target.exchange().equals(exchange) && target.routingKey().equals(routingKey)
                && Objects.equals(content.properties().getMessageId(), messageId) && Arrays.equals(content.body(), body);
    }

    /** @return the outcome, for somebody to tell; {@code null} if there was another one before */
    PublishOutcome confirm() {
        return outcome.succeed() ? outcome : null;
    }

    /** @param words continue "The message to … " */
    void fail(Reason reason, String words, Throwable cause) {
        if (!isDone()) {
            outcome.fail(new AmqpPublishException(reason, "The message to " + target + " " + words, cause));
        }
    }

    /** The client failed, and may have written some of it before. */
    void failToSend(String why, Throwable cause) {
        if (isSent()) {
            fail(Reason.UNCONFIRMED, "may have been sent or not: " + why, cause);
        } else {
            fail(Reason.NOT_SENT, "was not sent: " + why, cause);
        }
    }

    /**
     * What is sent.
     *
     * @param properties the properties
     * @param identify whether it gets a message id that tells it from the others of its channel
     * @param body the bytes
     */
    record Content(BasicProperties properties, boolean identify, byte[] body) {
    }

    /**
     * Where a message goes.
     *
     * @param exchange the exchange
     * @param routingKey the key on the wire
     * @param mandatory whether it fails if no queue takes it
     * @param declaration what has to be there before, {@code null} for nothing
     */
    record Target(String exchange, String routingKey, boolean mandatory, Declaration declaration) {

        @Override
        public String toString() {
            return "exchange '" + exchange + "' with the routing key '" + routingKey + "'";
        }
    }
}
