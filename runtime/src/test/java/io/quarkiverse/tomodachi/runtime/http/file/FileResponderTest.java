package io.quarkiverse.tomodachi.runtime.http.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

class FileResponderTest {

    private static final int LARGE = 3_000_001;

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static final Queue<Throwable> FAILURES = new ConcurrentLinkedQueue<>();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static byte[] content;
    private static HttpServer server;

    @BeforeAll
    static void start() throws Exception {
        content = new byte[LARGE];
        new Random(1).nextBytes(content);
        Files.write(folder.resolve("large.bin"), content);
        Files.writeString(folder.resolve("small.txt"), "hello static\n");
        Files.setLastModifiedTime(folder.resolve("small.txt"), FileTime.from(Instant.parse("2024-02-03T04:05:06Z")));
        Files.createFile(folder.resolve("empty.txt"));
        try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge.bin").toFile(), "rw")) {
            huge.setLength(6L << 30);
        }
        Router router = Router.router(VERTX);
        router.route("/gone").handler(context -> {
            try {
                Path gone = Files.createTempFile(folder, "gone", ".txt");
                Files.writeString(gone, "gone");
                DiskFile file = DiskFile.of(gone);
                Files.delete(gone);
                answer(context, FileResponder.respond(context, 200, null, file));
            } catch (IOException e) {
                context.fail(e);
            }
        });
        router.route("/status/:status/:name").handler(context -> {
            context.response().putHeader("Content-Type", "text/x-own").putHeader("ETag", "\"own\"");
            respond(context, Integer.parseInt(context.pathParam("status")));
        });
        router.route("/:name").handler(context -> respond(context, 200));
        server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void respond(RoutingContext context, int status) {
        context.vertx().executeBlocking(() -> DiskFile.of(folder.resolve(context.pathParam("name"))))
                .onSuccess(file -> answer(context, FileResponder.respond(context, status, null, file)))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, Future<Void> sent) {
        sent.onFailure(failure -> {
            FAILURES.add(failure);
            if (!context.response().headWritten()) {
                context.fail(404);
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, BodyPublishers.noBody()).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Test
    void sendsTheWholeFile() throws Exception {
        HttpResponse<byte[]> small = send("GET", "/small.txt");
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(small.body()).asString().isEqualTo("hello static\n");
        assertThat(header(small, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(small, "Last-Modified")).isEqualTo("Sat, 03 Feb 2024 04:05:06 GMT");
        assertThat(header(small, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(small, "ETag")).matches("\"[0-9a-f]+-d\"");
        assertThat(send("GET", "/large.bin").body()).isEqualTo(content);
        HttpResponse<byte[]> empty = send("GET", "/empty.txt");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(header(empty, "Content-Length")).isEqualTo("0");
    }

    @Test
    void sendsHeadersOnlyToHead() throws Exception {
        HttpResponse<byte[]> head = send("HEAD", "/small.txt", "Range", "bytes=0-3");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("13");
        assertThat(header(head, "Content-Range")).isNull();
        assertThat(head.body()).isEmpty();
        assertThat(header(send("HEAD", "/huge.bin"), "Content-Length")).isEqualTo(String.valueOf(6L << 30));
    }

    @Test
    void sendsRanges() throws Exception {
        HttpResponse<byte[]> part = send("GET", "/large.bin", "Range", "bytes=131070-393300");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 131070-393300/" + LARGE);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 131070, 393301));
        HttpResponse<byte[]> end = send("GET", "/huge.bin", "Range", "bytes=-3");
        assertThat(header(end, "Content-Range")).isEqualTo("bytes 6442450941-6442450943/6442450944");
        assertThat(end.body()).hasSize(3);
        HttpResponse<byte[]> none = send("GET", "/small.txt", "Range", "bytes=13-");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(header(none, "Content-Range")).isEqualTo("bytes */13");
        assertThat(none.body()).isEmpty();
        assertThat(send("GET", "/small.txt", "Range", "bytes=0-1,3-4").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/small.txt", "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/small.txt", "Range", "bytes=0-1", "If-Range", "Sat, 03 Feb 2024 04:05:06 GMT").statusCode())
                .isEqualTo(206);
        String etag = header(part, "ETag");
        assertThat(send("GET", "/large.bin", "Range", "bytes=0-1", "If-Range", etag).body()).hasSize(2);
    }

    @Test
    void evaluatesConditions() throws Exception {
        HttpResponse<byte[]> known = send("GET", "/small.txt", "If-Modified-Since", "Sat, 03 Feb 2024 04:05:06 GMT");
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(header(known, "ETag")).isNotNull();
        assertThat(header(known, "Content-Type")).isNull();
        assertThat(send("GET", "/small.txt", "If-Match", "\"x\"").statusCode()).isEqualTo(412);
        assertThat(send("POST", "/small.txt", "If-None-Match", "*").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/small.txt", "If-None-Match", header(known, "ETag"), "Range", "bytes=99-").statusCode())
                .isEqualTo(304);
    }

    @Test
    void keepsWhatTheResponseHasAlready() throws Exception {
        HttpResponse<byte[]> own = send("GET", "/status/200/small.txt");
        assertThat(header(own, "Content-Type")).isEqualTo("text/x-own");
        assertThat(header(own, "ETag")).isEqualTo("\"own\"");
        assertThat(send("GET", "/status/200/small.txt", "If-None-Match", "\"own\"").statusCode()).isEqualTo(304);
        HttpResponse<byte[]> error = send("GET", "/status/404/small.txt", "If-None-Match", "\"own\"", "Range", "bytes=0-1");
        assertThat(error.statusCode()).isEqualTo(404);
        assertThat(error.body()).hasSize(13);
    }

    @Test
    void sendsNothingOfFilesThatAreGone() throws Exception {
        HttpResponse<byte[]> gone = send("GET", "/gone");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(header(gone, "ETag")).isNull();
        assertThat(FAILURES).anyMatch(NoSuchFileException.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 70_000 })
    void releasesTheFileWhenClientsGoAway(int read) throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
                socket.setSoLinger(i % 2 == 0, 0);
                socket.getOutputStream().write("GET /huge.bin HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                in.readNBytes(read);
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> openFiles("huge.bin") == 0);
    }

    private static long openFiles(String name) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.filter(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).endsWith(name);
                } catch (IOException e) {
                    return false;
                }
            }).count();
        }
    }

    @Test
    void givesUpTheConnectionWhenTheFileBecomesShorter() throws Exception {
        Path shrinking = folder.resolve("shrinking.bin");
        try (RandomAccessFile file = new RandomAccessFile(shrinking.toFile(), "rw")) {
            file.setLength(64L << 20);
            try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write("GET /shrinking.bin HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                assertThat(in.readNBytes(1000)).hasSize(1000);
                file.setLength(100);
                byte[] buffer = new byte[1 << 16];
                long rest = 0;
                try {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        rest += n;
                    }
                } catch (IOException e) {
                    // reset, which is as good as the end
                }
                assertThat(rest).isLessThan(64L << 20);
            }
        }
    }
}
