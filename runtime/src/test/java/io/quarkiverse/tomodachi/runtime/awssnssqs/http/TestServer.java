package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;

/** A server whose connections the test itself reads and answers. */
final class TestServer implements AutoCloseable {

    static final int LIMIT = 20_000;

    private final ServerSocket socket;

    TestServer() throws IOException {
        this(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")));
    }

    TestServer(ServerSocket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(LIMIT);
    }

    int port() {
        return socket.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The next connection that a client makes. */
    ServerConnection accept() throws IOException {
        return new ServerConnection(socket.accept());
    }

    /** Whether a client has made a connection that was not accepted yet. */
    boolean hasMore() throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(LIMIT);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
