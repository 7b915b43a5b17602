package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Opens and closes channels; both wait for the broker, but no longer than the client does. */
public final class Channels {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private Channels() {
    }

    /** @throws IOException if the connection has ended, or as many channels as it may have */
    public static Channel open(Connection connection) throws IOException {
        try {
            Channel channel = connection.createChannel();
            if (channel == null) {
                throw new IOException("the connection has no channel left");
            }
            return channel;
        } catch (ShutdownSignalException e) {
            throw BrokerFailures.asIOException(e);
        } catch (IOException e) {
            ShutdownSignalException end = connection.getCloseReason();
            // of which a channel that is opened at that moment is not told, and waits for an answer
            throw end == null ? e : BrokerFailures.asIOException(end);
        }
    }

    /** It may have ended already. */
    public static void close(Channel channel) {
        try {
            if (channel.isOpen()) {
                channel.close();
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            LogEvent.of(LOG, Level.DEBUG, "A channel had ended before it was closed: %s", BrokerFailures.reason(e)).write();
        } catch (RuntimeException | Error e) {
            // the broker may not have been told, and keep messages of the channel from others while the connection lasts
            Connection connection = channel.getConnection();
            connection.getExceptionHandler().handleUnexpectedConnectionDriverException(connection, e);
            throw e;
        }
    }
}
