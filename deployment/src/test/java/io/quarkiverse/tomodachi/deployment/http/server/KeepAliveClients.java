package io.quarkiverse.tomodachi.deployment.http.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.deployment.clients.RawConnection;

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
            try (RawConnection connection = RawConnection.open(server)) {
                boolean open = true;
                while (open) {
                    open = exchange(connection, name + "-" + requests++);
                }
            } catch (ConnectException e) {
                refused = true;
            } catch (IOException e) {
                problems.put(name + "-" + (requests - 1), e.toString());
            }
        }
    }

    private boolean exchange(RawConnection connection, String id) throws IOException {
        String end = "done " + id;
        String response = connection.get("/slow/" + id).upTo(end);
        if (!response.endsWith(end)) {
            throw new IOException("no answer: " + response);
        }
        answered.add(id);
        busy.countDown();
        return !response.toLowerCase().contains("connection: close");
    }
}
