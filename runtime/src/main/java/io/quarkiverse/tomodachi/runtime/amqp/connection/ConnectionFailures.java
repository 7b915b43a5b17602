package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/**
 * What the client is to do about failures of one connection: leave the channels open where only a listener failed, and close
 * the socket at once where the connection is no more.
 * <p>
 * The client itself closes it in the end only, with locks that those who write hold. On a link that is dead without telling
 * these are stuck as soon as the buffers are full, until the operating system gives up after a quarter of an hour, and nobody
 * would hear of the end before. The client's own remedy, an executor for it, waits for one channel after the other, and has
 * consumers miss their end when it has waited for long enough.
 */
final class ConnectionFailures extends ForgivingExceptionHandler {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** How long a farewell by TLS may wait for those who write. */
    private static final int LINGER_SECONDS = 1;

    private final Socket socket;

    ConnectionFailures(Socket socket) {
        this.socket = socket;
    }

    @Override
    public void handleUnexpectedConnectionDriverException(Connection connection, Throwable failure) {
        super.handleUnexpectedConnectionDriverException(connection, failure);
        cut(socket);
    }

    /** Ends reads and writes that are under way too. */
    static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, LINGER_SECONDS);
        } catch (SocketException e) {
            LogEvent.of(LOG, Level.DEBUG, "A socket was closed before: %s", e.getMessage()).write();
        }
        try {
            socket.close();
        } catch (IOException e) {
            LogEvent.of(LOG, Level.DEBUG, "A socket could not be closed in order: %s", e.getMessage()).write();
        }
    }

    @Override
    protected void log(String message, Throwable failure) {
        LogEvent.of(LOG, Level.DEBUG, "%s", message).because(failure).write();
    }
}
