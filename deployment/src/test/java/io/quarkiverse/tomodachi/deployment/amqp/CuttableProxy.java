package io.quarkiverse.tomodachi.deployment.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a broker and cuts them when told to. */
public final class CuttableProxy {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Socket> brokers = ConcurrentHashMap.newKeySet();
    private volatile boolean frozen;
    private volatile boolean refusing;

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

    /** Whether everything is held back, as on a link that is dead without telling. */
    void freeze(boolean frozen) {
        this.frozen = frozen;
    }

    /** Whether new clients are turned away, as when the broker is down. */
    void refuse(boolean refusing) {
        this.refusing = refusing;
    }

    /** Tells clients something that the broker did not say; it must have nothing to say itself just then. */
    void tell(byte[] frame) {
        for (Socket client : clients) {
            try {
                client.getOutputStream().write(frame);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void cut() {
        clients.forEach(CuttableProxy::close);
    }

    /** Writes to the broker as if all clients did, between what they write themselves; for times when these are quiet. */
    void send(byte[] bytes) {
        brokers.forEach(broker -> {
            try {
                broker.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void accept() {
        while (true) {
            try {
                pass(server.accept());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void pass(Socket client) {
        if (refusing) {
            close(client);
            return;
        }
        try {
            Socket broker = new Socket(host, port);
            clients.add(client);
            brokers.add(broker);
            run(() -> copy(client, broker, client));
            run(() -> copy(broker, client, client));
        } catch (IOException e) {
            close(client);
        }
    }

    private void copy(Socket from, Socket to, Socket client) {
        try {
            byte[] buffer = new byte[8192];
            for (int read; (read = from.getInputStream().read(buffer)) >= 0;) {
                while (frozen) {
                    Thread.sleep(10);
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // the other direction ends with it
        } finally {
            clients.remove(client);
            brokers.remove(from);
            brokers.remove(to);
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
