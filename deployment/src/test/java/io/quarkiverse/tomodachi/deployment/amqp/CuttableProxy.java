package io.quarkiverse.tomodachi.deployment.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a broker and cuts them when told to. */
final class CuttableProxy {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    CuttableProxy(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many clients are connected. */
    int connections() {
        return clients.size();
    }

    void cut() {
        clients.forEach(CuttableProxy::close);
    }

    private void accept() {
        while (true) {
            try {
                Socket client = server.accept();
                Socket broker = new Socket(host, port);
                clients.add(client);
                run(() -> copy(client, broker, client));
                run(() -> copy(broker, client, client));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void copy(Socket from, Socket to, Socket client) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the other direction ends with it
        } finally {
            clients.remove(client);
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "cuttable-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
