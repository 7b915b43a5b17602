package io.quarkiverse.tomodachi.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The network between an application and its broker, which can be cut, and can swallow everything without a word. */
final class Link implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int broker;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean blackHole;

    Link(int broker) throws IOException {
        this.broker = broker;
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        open.forEach(Link::close);
    }

    void blackHole(boolean on) {
        blackHole = on;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void connect(Socket application) {
        try {
            Socket other = new Socket(InetAddress.getLoopbackAddress(), broker);
            open.add(application);
            open.add(other);
            run(() -> copy(application, other));
            run(() -> copy(other, application));
        } catch (IOException e) {
            // the broker is not there, which the application shall see
            close(application);
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[8192];
            for (int count; (count = from.getInputStream().read(buffer)) >= 0;) {
                while (blackHole) {
                    LockSupport.parkNanos(10_000_000);
                    if (from.isClosed()) {
                        return;
                    }
                }
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // the other direction ends with it
        } finally {
            close(from);
            close(to);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "link");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
