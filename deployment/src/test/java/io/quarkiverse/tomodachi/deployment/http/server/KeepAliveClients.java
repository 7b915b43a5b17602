package io.quarkiverse.tomodachi.deployment.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Clients that send one request after another, over connections that they keep, until no connection is possible any more. Each
 * request has an identifier, which the server sends back.
 */
final class KeepAliveClients {

    static final int COUNT = 16;

    private final URI server;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final CountDownLatch busy = new CountDownLatch(COUNT * 3);
    private final CountDownLatch ended = new CountDownLatch(COUNT);

    KeepAliveClients(URI server) {
        this.server = server;
    }

    void start() {
        for (int client = 0; client < COUNT; client++) {
            String name = "client-" + client;
            Thread thread = new Thread(() -> {
                try {
                    run(name);
                } finally {
                    ended.countDown();
                }
            }, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Waits until requests have been answered. */
    boolean areBusy() throws InterruptedException {
        return busy.await(30, TimeUnit.SECONDS);
    }

    /** Waits until no client can connect. */
    boolean haveEnded() throws InterruptedException {
        return ended.await(30, TimeUnit.SECONDS);
    }

    /** The requests that got their whole answer. */
    Set<String> answered() {
        return answered;
    }

    /** What went wrong, by request. */
    Map<String, String> problems() {
        return problems;
    }

    private void run(String name) {
        int requests = 0;
        boolean refused = false;
        while (!refused && requests < 100_000) {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setSoTimeout(20_000);
                boolean open = true;
                while (open) {
                    open = exchange(socket, name + "-" + requests++);
                }
            } catch (ConnectException e) {
                refused = true;
            } catch (IOException e) {
                problems.put(name + "-" + (requests - 1), e.toString());
            }
        }
    }

    private boolean exchange(Socket socket, String id) throws IOException {
        socket.getOutputStream()
                .write(("GET /slow/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder response = new StringBuilder();
        InputStream in = socket.getInputStream();
        String end = "done " + id;
        while (!response.toString().endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer: " + response);
            }
            response.append((char) next);
        }
        answered.add(id);
        busy.countDown();
        return !response.toString().toLowerCase().contains("connection: close");
    }
}
