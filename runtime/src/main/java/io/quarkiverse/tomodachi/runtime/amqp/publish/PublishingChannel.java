package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;

/**
 * A channel with publisher confirms, many of them under way at a time. Used by one thread; the broker's answers come on that of
 * the connection.
 */
final class PublishingChannel {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Connection connection;
    private final Channel channel;
    private final PendingConfirms pending = new PendingConfirms();
    private final Set<String> knownExchanges = new HashSet<>(AmqpExchanges.PREDEFINED);
    /** Message ids begin with it, so that a message that comes back tells which one it was. */
    private final String idPrefix = UUID.randomUUID() + "-";

    PublishingChannel(Connection connection) throws IOException {
        this.connection = connection;
        this.channel = open(connection);
        knownExchanges.add("");
        channel.confirmSelect();
        channel.addConfirmListener(
                (number, multiple) -> pending.take(number, multiple).forEach(Publication::confirm),
                (number, multiple) -> pending.take(number, multiple)
                        .forEach(publication -> publication.fail("was refused by the broker (basic.nack)", null)));
        channel.addReturnListener(this::returned);
        channel.addShutdownListener(this::ended);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Sends; the broker's answer completes the publication. A failure of this one alone leaves the channel open. */
    void publish(Publication publication) throws IOException {
        if (!ensureExchange(publication)) {
            return;
        }
        long number = channel.getNextPublishSeqNo();
        Publication.Target target = publication.target();
        AMQP.BasicProperties properties = publication.properties().builder().messageId(idPrefix + number).build();
        publication.sent();
        pending.add(number, publication);
        try {
            channel.basicPublish(target.exchange(), target.routingKey(), true, properties, publication.body());
        } catch (ShutdownSignalException e) {
            throw BrokerFailures.asIOException(e);
        }
    }

    /** A missing exchange would close the channel and take along what others have published; so a channel of its own asks. */
    private boolean ensureExchange(Publication publication) throws IOException {
        Publication.Target target = publication.target();
        if (knownExchanges.contains(target.exchange())) {
            return true;
        }
        Channel probe = open(connection);
        try {
            if (target.declare()) {
                probe.exchangeDeclare(target.exchange(), BuiltinExchangeType.TOPIC, true, false, false, null);
            } else {
                probe.exchangeDeclarePassive(target.exchange());
            }
            knownExchanges.add(target.exchange());
            return true;
        } catch (IOException | ShutdownSignalException e) {
            if (!connection.isOpen()) {
                throw new IOException(BrokerFailures.reason(e), e);
            }
            publication.fail("was not sent: " + BrokerFailures.reason(e), e);
            return false;
        } finally {
            close(probe);
        }
    }

    private void returned(Return returned) {
        String id = returned.getProperties().getMessageId();
        if (id != null && id.startsWith(idPrefix)) {
            Publication publication = pending.get(Long.parseLong(id.substring(idPrefix.length())));
            if (publication != null) {
                publication.fail("could not be routed to any queue (" + returned.getReplyText() + ")", null);
            }
        }
    }

    private void ended(ShutdownSignalException signal) {
        List<Publication> lost = pending.takeAll();
        lost.forEach(publication -> publication.fail("was not confirmed before the channel ended ("
                + BrokerFailures.reason(signal) + "); it may have arrived or not", signal));
    }

    private static void close(Channel probe) {
        try {
            if (probe.isOpen()) {
                probe.close();
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            LOG.debugf("A channel had ended before it was closed: %s", BrokerFailures.reason(e));
        }
    }

    private static Channel open(Connection connection) throws IOException {
        try {
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new IOException("the connection has no channel left");
            }
            return channel;
        } catch (ShutdownSignalException e) {
            throw BrokerFailures.asIOException(e);
        }
    }
}
