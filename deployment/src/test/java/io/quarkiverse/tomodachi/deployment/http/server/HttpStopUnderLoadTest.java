package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** Clients go on over connections that they keep while the application stops. */
class HttpStopUnderLoadTest {

    private static final int CLIENTS = 16;
    private static final String BEGUN = "tomodachi.test.begun";
    private static final String ANSWERED = "tomodachi.test.answered";
    private static final String PROBLEMS = "tomodachi.test.problems";
    private static final String ENDED = "tomodachi.test.ended";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Slow.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.access-log", "false")
            .setBeforeAllCustomizer(() -> {
                System.getProperties().put(BEGUN, ConcurrentHashMap.newKeySet());
                System.getProperties().put(ANSWERED, ConcurrentHashMap.newKeySet());
                System.getProperties().put(PROBLEMS, new ConcurrentHashMap<String, String>());
                System.getProperties().put(ENDED, new CountDownLatch(CLIENTS));
            })
            .setAfterUndeployListener(HttpStopUnderLoadTest::checkAfterStop);

    private static void checkAfterStop() {
        try {
            assertThat(HttpStopUnderLoadTest.<CountDownLatch> shared(ENDED).await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Set<String> begun = shared(BEGUN);
        Set<String> answered = shared(ANSWERED);
        Map<String, String> problems = shared(PROBLEMS);
        assertThat(answered).hasSizeGreaterThan(CLIENTS).containsAll(begun);
        assertThat(problems.keySet()).doesNotContainAnyElementsOf(begun);
        for (String key : new String[] { BEGUN, ANSWERED, PROBLEMS, ENDED }) {
            System.getProperties().remove(key);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T shared(String key) {
        return (T) System.getProperties().get(key);
    }

    @TomodachiService("slow")
    static class Slow {

        @Http.Get("/slow/(?<id>.+)")
        String slow(String id) throws InterruptedException {
            HttpStopUnderLoadTest.<Set<String>> shared(BEGUN).add(id);
            // the duration of the work, not a wait for something
            Thread.sleep(5);
            return "done " + id;
        }
    }

    @TestHTTPResource("/")
    URL server;

    @Test
    void answersWhatWasBegun() throws Exception {
        URI uri = URI.create(server.toString());
        CountDownLatch busy = new CountDownLatch(CLIENTS * 3);
        for (int client = 0; client < CLIENTS; client++) {
            String name = "client-" + client;
            Thread thread = new Thread(() -> {
                try {
                    new Client(uri, name, busy).run();
                } finally {
                    HttpStopUnderLoadTest.<CountDownLatch> shared(ENDED).countDown();
                }
            }, name);
            thread.setDaemon(true);
            thread.start();
        }
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Sends one request after another until no connection is possible any more. */
    private record Client(URI server, String name, CountDownLatch busy) {

        void run() {
            int requests = 0;
            boolean refused = false;
            while (!refused && requests < 100_000) {
                try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                    socket.setSoTimeout(20_000);
                    boolean open = true;
                    while (open) {
                        String id = name + "-" + requests++;
                        open = exchange(socket, id);
                    }
                } catch (ConnectException e) {
                    refused = true;
                } catch (IOException e) {
                    HttpStopUnderLoadTest.<Map<String, String>> shared(PROBLEMS).put(name + "-" + (requests - 1), e.toString());
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
            HttpStopUnderLoadTest.<Set<String>> shared(ANSWERED).add(id);
            busy.countDown();
            return !response.toString().toLowerCase().contains("connection: close");
        }
    }
}
