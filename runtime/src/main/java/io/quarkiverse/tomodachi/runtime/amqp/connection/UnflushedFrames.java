package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MetricsCollector;
import com.rabbitmq.client.SocketConfigurator;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.ConnectionParams;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;

/**
 * Lets a thread write several commands and have them go out together: the client hands each to the operating system by itself,
 * which costs more than all else that is done for a small message.
 */
public final class UnflushedFrames {

    private static final ThreadLocal<Boolean> HELD = new ThreadLocal<>();

    private UnflushedFrames() {
    }

    /** Runs the code; what it writes goes out with the next {@link #flush}, or when others write. */
    public static void write(Commands commands) throws IOException {
        HELD.set(Boolean.TRUE);
        try {
            commands.write();
        } finally {
            HELD.set(null);
        }
    }

    public static void flush(Connection connection) throws IOException {
        ((AMQConnection) connection).flush();
    }

    /** Writes commands. */
    public interface Commands {

        void write() throws IOException;
    }

    /** Opens connections for which that holds, and which end at once when they fail. */
    static final class Factory extends ConnectionFactory {

        /** The last one that was made on a thread, which is that of the handler that comes next. */
        private final ThreadLocal<Socket> sockets = new ThreadLocal<>();

        Factory() {
            setSocketConfigurator(getSocketConfigurator());
        }

        @Override
        public void setSocketConfigurator(SocketConfigurator configurator) {
            super.setSocketConfigurator(configurator.andThen(sockets::set));
        }

        @Override
        protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
            FrameHandlerFactory factory = super.createFrameHandlerFactory();
            return (address, name) -> {
                try {
                    FrameHandler handler = factory.create(address, name);
                    Socket socket = sockets.get();
                    return new Handler(handler, socket, new FrameWriter(socket));
                } finally {
                    sockets.remove();
                }
            };
        }

        @Override
        protected AMQConnection createConnection(ConnectionParams params, FrameHandler handler, MetricsCollector metrics) {
            params.setExceptionHandler(new ConnectionFailures(((Handler) handler).socket()));
            return super.createConnection(params, handler, metrics);
        }
    }

    /** All but the first words, which are sent at once, goes by way of the writer. */
    private record Handler(FrameHandler handler, Socket socket, FrameWriter writer) implements FrameHandler {

        @Override
        public void flush() throws IOException {
            if (HELD.get() == null) {
                writer.flush();
            }
        }

        @Override
        public void writeFrame(Frame frame) throws IOException {
            writer.write(frame);
        }

        @Override
        public Frame readFrame() throws IOException {
            try {
                return DeepHeaders.readable(handler.readFrame());
            } catch (IOException e) {
                // the other side has said its last word, which the client tells nobody who could end it
                ConnectionFailures.cut(socket);
                throw e;
            }
        }

        @Override
        public void sendHeader() throws IOException {
            handler.sendHeader();
        }

        @Override
        public void initialize(AMQConnection connection) {
            handler.initialize(connection);
        }

        @Override
        public void setTimeout(int millis) throws SocketException {
            handler.setTimeout(millis);
        }

        @Override
        public int getTimeout() throws SocketException {
            return handler.getTimeout();
        }

        @Override
        public void close() {
            handler.close();
        }

        @Override
        public InetAddress getLocalAddress() {
            return handler.getLocalAddress();
        }

        @Override
        public int getLocalPort() {
            return handler.getLocalPort();
        }

        @Override
        public InetAddress getAddress() {
            return handler.getAddress();
        }

        @Override
        public int getPort() {
            return handler.getPort();
        }
    }
}
