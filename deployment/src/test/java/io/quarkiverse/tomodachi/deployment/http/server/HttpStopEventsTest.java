package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;

/** Events without end do not hold up termination; they end as if their source had. */
class HttpStopEventsTest {

    private static final String CLIENT = "tomodachi.test.events";
    private static final String CANCELLED = "tomodachi.test.cancelled";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Events.class))
            .setAfterUndeployListener(HttpStopEventsTest::checkAfterStop);

    private static void checkAfterStop() {
        try (Socket client = (Socket) System.getProperties().remove(CLIENT)) {
            String rest = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(rest).isEqualTo("\r\n0\r\n\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(System.getProperties().remove(CANCELLED)).isEqualTo("true");
    }

    @TomodachiService("events")
    static class Events {

        @Http.Get(value = "/events", produces = "text/event-stream")
        Multi<String> events() {
            return Multi.createBy().merging().streams(Multi.createFrom().item("first"), Multi.createFrom().nothing())
                    .onCancellation().invoke(() -> System.setProperty(CANCELLED, "true"));
        }
    }

    @TestHTTPResource("/")
    URL server;

    @Test
    void endsEvents() throws IOException {
        URI uri = URI.create(server.toString());
        Socket client = new Socket(uri.getHost(), uri.getPort());
        System.getProperties().put(CLIENT, client);
        client.setSoTimeout(20_000);
        client.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder response = new StringBuilder();
        while (!response.toString().endsWith("data: first\n\n")) {
            int next = client.getInputStream().read();
            assertThat(next).isNotNegative();
            response.append((char) next);
        }
    }
}
