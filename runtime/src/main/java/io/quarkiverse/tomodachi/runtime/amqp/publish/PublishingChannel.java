package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Channels;
import io.quarkiverse.tomodachi.runtime.amqp.connection.UnflushedFrames;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Refusals;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/**
 * A channel with publisher confirms, many of them under way at a time. Used by one thread; the broker's answers come on that of
 * the connection.
 */
final class PublishingChannel {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Connection connection;
    private final BrokerRefusals refusals;
    private final Channel channel;
    private final PendingConfirms pending = new PendingConfirms();
    private final KnownDeclarations known = new KnownDeclarations();
    private final MessageIds ids = new MessageIds();

    PublishingChannel(Connection connection, BrokerRefusals refusals) throws IOException {
        this.connection = connection;
        this.refusals = refusals;
        this.channel = Channels.open(connection);
        try {
            channel.confirmSelect();
        } catch (IOException | RuntimeException | Error e) {
            // the broker closes it when it refuses, but not when it gives no answer in time
            Channels.close(channel);
            throw e;
        }
        channel.addConfirmListener(
                this::confirmed,
                (number, multiple) -> pending.take(number, multiple).forEach(publication -> publication
                        .fail(Reason.NACKED, "was refused by the broker (basic.nack)", null)));
        channel.addReturnListener(this::returned);
        channel.addShutdownListener(this::ended);
    }

    boolean isOpen() {
        // the connection ends before its channels do, one after the other
        return connection.isOpen() && channel.isOpen();
    }

    /** Another one takes its place: tells what the client, which ends one channel after the other, may never come to. */
    void leave() {
        ShutdownSignalException end = connection.getCloseReason();
        if (end != null && hasUnanswered()) {
            ended(end);
        }
    }

    /** What the broker has not answered yet. */
    List<Publication> unanswered(Predicate<Publication> condition) {
        return pending.all(condition);
    }

    boolean hasUnanswered() {
        return !pending.isEmpty();
    }

    private void confirmed(long number, boolean multiple) {
        List<PublishOutcome> outcomes = new ArrayList<>();
        for (Publication publication : pending.take(number, multiple)) {
            PublishOutcome outcome = publication.confirm();
            if (outcome != null) {
                outcomes.add(outcome);
            }
        }
        OutcomePlaces.tell(outcomes);
    }

    /**
     * Writes the message, which goes out with the next {@link #flush}; the broker's answer completes the publication. A failure
     * of this one alone leaves the channel open. What was given up meanwhile is not sent any more.
     */
    void publish(Publication publication) throws IOException {
        if (!ensureDeclared(publication) || publication.isDone()) {
            return;
        }
        Publication.Target target = publication.target();
        Publication.Content content = publication.content();
        long number = channel.getNextPublishSeqNo();
        BasicProperties properties = content.identify() ? identified(content.properties(), number) : content.properties();
        UnsendablePropertiesException.check(properties, connection.getFrameMax());
        if (!publication.sent()) {
            return;
        }
        pending.add(number, publication);
        try {
            UnflushedFrames.write(() -> channel.basicPublish(target.exchange(), target.routingKey(), target.mandatory(),
                    properties, content.body()));
        } catch (AlreadyClosedException e) {
            // which the client looks at before it writes
            if (pending.take(number, false).isEmpty()) {
                // the end of the channel has it, and may tell that it may have arrived
                publication.fail(Reason.NOT_SENT, "was not sent: " + BrokerFailures.reason(e), e);
            } else {
                publication.notSent();
            }
            throw BrokerFailures.asIOException(e);
        } catch (ShutdownSignalException e) {
            throw BrokerFailures.asIOException(e);
        } catch (RuntimeException | Error e) {
            // the client has numbered it, and the broker may not: the confirms of all that follow would be those of others
            publication.fail(Reason.UNCONFIRMED, "may have been sent or not: " + e, e);
            abandon();
            throw e;
        }
    }

    /** Sends what was written. Where that fails the connection has ended, which is told to what was published there. */
    void flush() {
        try {
            UnflushedFrames.flush(connection);
        } catch (IOException | ShutdownSignalException e) {
            debug("Messages were written to a connection that had ended", e);
        } catch (RuntimeException | Error e) {
            abandon();
            LogEvent.of(LOG, Level.ERROR, "Messages that were written could not be sent; their channel is opened anew")
                    .because(e)
                    .write();
        }
    }

    /** Sends what was written, and waits until the broker has dealt with it; whether it has, and did not close the channel. */
    boolean settle() {
        flush();
        try {
            // which the client's own method asks for once in the life of a channel
            channel.rpc(new AMQP.Confirm.Select.Builder().build());
            return true;
        } catch (IOException | ShutdownSignalException e) {
            // a late answer would be taken for that to the next question
            abandon();
            debug("A channel ended with what was published there", e);
            return false;
        } catch (RuntimeException | Error e) {
            // the client waits for the answer to what it may not have asked, and with the next question for ever
            abandon();
            throw e;
        }
    }

    private void abandon() {
        try {
            channel.abort();
        } catch (IOException | RuntimeException e) {
            debug("A channel had ended before it was abandoned", e);
        }
    }

    private static void debug(String what, Exception reason) {
        LogEvent.of(LOG, Level.DEBUG, "%s: %s", what, BrokerFailures.reason(reason)).write();
    }

    private BasicProperties identified(BasicProperties plain, long number) {
        return new BasicProperties(plain.getContentType(), plain.getContentEncoding(), plain.getHeaders(),
                plain.getDeliveryMode(), plain.getPriority(), plain.getCorrelationId(), plain.getReplyTo(),
                plain.getExpiration(), ids.of(number), plain.getTimestamp(), plain.getType(), plain.getUserId(),
                plain.getAppId(), plain.getClusterId());
    }

    /** What is missing would close the channel and take along what others have published; so a channel of its own asks. */
    private boolean ensureDeclared(Publication publication) throws IOException {
        Declaration declaration = publication.target().declaration();
        if (declaration == null || known.contain(declaration)) {
            return true;
        }
        long begin = System.nanoTime();
        Throwable refusal = refusals.declarations().refusal(declaration, connection, begin);
        if (refusal != null) {
            publication.fail(Reason.NOT_SENT, "was not sent: " + Refusals.reason(refusal), refusal);
            return false;
        }
        Channel probe = Channels.open(connection);
        try {
            declaration.declare(probe);
            known.add(declaration, begin);
            return true;
        } catch (IOException | ShutdownSignalException e) {
            // first, as it may wait once more where there is no answer
            Channels.close(probe);
            boolean tooLate = BrokerFailures.isTooLate(e);
            if (!tooLate) {
                note(declaration, e);
            }
            if (tooLate || !connection.isOpen()) {
                throw new IOException(Refusals.reason(e), e);
            }
            publication.fail(Reason.NOT_SENT, "was not sent: " + Refusals.reason(e), e);
            return false;
        } finally {
            Channels.close(probe);
        }
    }

    private void note(Declaration declaration, Exception failure) {
        long now = System.nanoTime();
        if (BrokerFailures.isOfConnection(failure)) {
            if (BrokerFailures.isForQueue(failure)) {
                refusals.declarations().ended(declaration, failure, now);
            }
        } else if (BrokerFailures.code(failure) != 0) {
            refusals.declarations().refused(declaration, failure, now);
        } else {
            refusals.declarations().unanswered(declaration, failure, connection, now);
        }
    }

    private void returned(Return returned) {
        Publication publication = publicationOf(returned);
        if (publication != null) {
            publication.fail(Reason.RETURNED, "could not be routed to any queue (" + returned.getReplyText() + ")", null);
            known.foundNoQueue(publication.target().declaration());
        }
    }

    /** The ids that are made here come back with other messages, too: what was received and is sent on keeps its id. */
    private Publication publicationOf(Return returned) {
        String exchange = returned.getExchange();
        String key = returned.getRoutingKey();
        String id = returned.getProperties().getMessageId();
        Publication numbered = pending.get(ids.number(id));
        return numbered != null && numbered.isIdentified(exchange, key) ? numbered
                : pending.find(other -> !other.isDone() && other.is(exchange, key, id, returned.getBody()));
    }

    private void ended(ShutdownSignalException signal) {
        PendingConfirms.Rest rest = pending.takeAll();
        RefusedMessage refused = RefusedMessage.of(signal);
        if (refused != null) {
            refused.tell(refusals.exchanges());
            refused.failUntaken(rest);
        }
        rest.publications().values().forEach(publication -> publication.fail(Reason.UNCONFIRMED,
                "was not confirmed before the channel ended (" + BrokerFailures.reason(signal)
                        + "); it may have arrived or not",
                signal));
    }
}
