package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.deployment.clients.RawConnection;

/**
 * Sends requests that were captured at the Python library, byte by byte, and compares the response with the one captured there:
 * status, body and the headers that mean something. What is different on purpose stands in a table, with the reason.
 */
final class GoldenReplay {

    /** Headers that say something of the connection, the server or the time are left out. */
    private static final Set<String> COMPARED = Set.of("content-type", "allow", "location", "set-cookie", "x-dict", "x-tuple",
            "x-aiohttp", "x-err");

    /** What a test adds to its application, which it runs in. */
    static final Class<?>[] CLASSES = { GoldenReplay.class, Difference.class, Message.class, RawConnection.class };

    static final Path CAPTURED = Path.of("src/test/resources/golden/http");

    private final URI server;

    GoldenReplay(URI server) {
        this.server = server;
    }

    /** What we answer instead; {@code null} for a part that is the same, or that is not ours to say. */
    record Difference(String reason, int status, String body, String contentType) {

        static Difference of(String reason, int status, String body) {
            return new Difference(reason, status, body, null);
        }

        private boolean describes(Message message) {
            return message.status == status && (body == null || message.body.equals(body))
                    && (contentType == null || List.of(contentType).equals(message.headers.get("content-type")));
        }
    }

    void replay(List<String> cases, Map<String, Difference> differences) throws IOException {
        assertThat(cases).containsAll(differences.keySet());
        List<String> surprises = new ArrayList<>();
        for (String name : cases) {
            byte[] request = resource(name + ".req");
            boolean head = new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
            Message golden = Message.read(new ByteArrayInputStream(resource(name + ".resp")), head);
            Message ours = exchange(request, head);
            Difference difference = differences.get(name);
            if (difference == null ? !ours.equals(golden) : ours.equals(golden) || !difference.describes(ours)) {
                surprises.add(name + ": " + ours + " instead of " + (difference == null ? golden : difference));
            }
        }
        assertThat(surprises).as(String.join("\n", surprises)).isEmpty();
    }

    private static byte[] resource(String name) throws IOException {
        return Files.readAllBytes(CAPTURED.resolve(name));
    }

    private Message exchange(byte[] request, boolean head) throws IOException {
        try (RawConnection client = RawConnection.open(server)) {
            return Message.read(client.send(request).input(), head);
        }
    }

    /** A response; bytes stand as characters of ISO 8859-1. */
    private record Message(int status, Map<String, List<String>> headers, String body) {

        static Message read(InputStream in, boolean head) throws IOException {
            Map<String, List<String>> headers = new TreeMap<>();
            int length = -1;
            boolean chunked = false;
            String statusLine = line(in);
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String name = line.substring(0, line.indexOf(':')).toLowerCase();
                String value = line.substring(line.indexOf(':') + 1).trim();
                if (COMPARED.contains(name)) {
                    headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
                }
                length = name.equals("content-length") ? Integer.parseInt(value) : length;
                chunked |= name.equals("transfer-encoding");
            }
            int status = Integer.parseInt(statusLine.split(" ")[1]);
            if (status == 100) {
                return read(in, head);
            }
            assertThat(chunked).as("chunked").isFalse();
            byte[] body = head || length <= 0 ? new byte[0] : in.readNBytes(length);
            return new Message(status, headers, new String(body, StandardCharsets.ISO_8859_1));
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException(line.toString(StandardCharsets.ISO_8859_1));
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
