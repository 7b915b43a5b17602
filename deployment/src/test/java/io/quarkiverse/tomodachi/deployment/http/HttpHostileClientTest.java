package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.FileUpload;

/** Clients that make mistakes or go away are answered or forgotten, and no errors of the application. */
class HttpHostileClientTest {

    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=BB\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String FILE = "--BB\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Victim.class, RawConnection.class))
            .overrideRuntimeConfigKey("quarkus.http.body.uploads-directory", "target/hostile-uploads")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.ERROR.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getMessage()).isEmpty());

    @TestHTTPResource
    URI root;

    @Inject
    InFlight inFlight;

    @TomodachiService("victim")
    static class Victim {

        static final AtomicInteger CALLS = new AtomicInteger();
        static final AtomicInteger WAITING = new AtomicInteger();
        static final AtomicInteger CANCELLED = new AtomicInteger();

        @Http.Post("/upload")
        String upload(List<FileUpload> files, @Form String title) {
            return files.size() + " " + title;
        }

        @Http.Post("/form")
        String form(@Form String user) {
            return "user " + user;
        }

        @Http.Post("/echo")
        String echo(String body) {
            return body;
        }

        @Http.Get("/called")
        void called() {
            CALLS.incrementAndGet();
        }

        @Http.Get("/never")
        Uni<String> never() {
            WAITING.incrementAndGet();
            return Uni.createFrom().<String> nothing().onCancellation().invoke(CANCELLED::incrementAndGet);
        }

        @Websocket("/socket")
        void socket() {
        }
    }

    @Test
    void answersFormsThatAreCutOff() throws IOException {
        assertThat(post("/upload", MULTIPART, FILE + "abc\r\n--BB--\r\n")).startsWith("HTTP/1.1 200").endsWith("1 null");
        assertThat(post("/upload", MULTIPART, FILE + "abc")).startsWith("HTTP/1.1 400");
        assertThat(post("/upload", MULTIPART, FILE + "abc --BB--")).startsWith("HTTP/1.1 400");
        assertThat(post("/upload", MULTIPART, FILE + "abc".repeat(100_000))).startsWith("HTTP/1.1 400");
        assertThat(post("/upload", MULTIPART, "--BB\r\n")).startsWith("HTTP/1.1 400");
        assertThat(post("/upload", MULTIPART, "garbage")).startsWith("HTTP/1.1 400");
        assertThat(post("/upload", "Content-Type: multipart/form-data\r\n", "x")).startsWith("HTTP/1.1 400");
        assertThat(post("/upload", MULTIPART.toUpperCase(), FILE + "\r\n--BB--")).startsWith("HTTP/1.1 200");
        assertThat(post("/upload", MULTIPART, "--BB--")).startsWith("HTTP/1.1 200");
    }

    @Test
    void answersFormsWithTooManyFiles() throws IOException {
        assertThat(post("/upload", MULTIPART, (FILE + "x\r\n").repeat(3000) + "--BB--\r\n")).containsPattern("^HTTP/1.1 4");
    }

    @Test
    void refusesFormsOverTheLimits() throws IOException {
        String field = "--BB\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n";
        assertThat(post("/form", FORM + "\r\n", "a=1&".repeat(1000) + "user=x")).startsWith("HTTP/1.1 413");
        assertThat(post("/form", FORM + "\r\n", "user=" + "x".repeat(100_000))).startsWith("HTTP/1.1 413");
        assertThat(post("/form", FORM + "\r\n", "x".repeat(100_000))).startsWith("HTTP/1.1 413");
        assertThat(post("/upload", MULTIPART, (field + "x\r\n").repeat(1000) + "--BB--\r\n")).startsWith("HTTP/1.1 413");
        assertThat(post("/upload", MULTIPART, field + "x".repeat(100_000) + "\r\n--BB--\r\n")).startsWith("HTTP/1.1 413");
        assertThat(post("/upload", MULTIPART, field + "x".repeat(1000) + "\r\n--BB--\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesPartsOfParts() throws IOException {
        String files = "--BB\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: multipart/mixed; boundary=CC\r\n"
                + "\r\n--CC\r\nContent-Disposition: file; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\naaa\r\n--CC--"
                + "\r\n--BB--\r\n";
        assertThat(post("/upload", MULTIPART, files)).startsWith("HTTP/1.1 415");
        assertThat(post("/upload", MULTIPART, FILE + "text\r\n" + files)).startsWith("HTTP/1.1 415");
        assertThat(post("/upload", MULTIPART, FILE + "\r\nContent-Type: multipart/mixed\r\n\r\n--BB--\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesFormsThatAreNotEncoded() throws IOException {
        assertThat(post("/form", FORM + "\r\n", "user=%C3%a5+b")).endsWith("user å b");
        assertThat(post("/form", FORM + "\r\n", "user=%zz")).startsWith("HTTP/1.1 400")
                .endsWith("The form is not well encoded");
        assertThat(post("/form", FORM + "\r\n", "user=%4")).startsWith("HTTP/1.1 400");
        assertThat(post("/form", FORM + "; charset=iso-8859-1\r\n", "user=%C3%A5")).endsWith("user å");
        assertThat(post("/form", FORM + "; charset=iso-8859-1\r\n", "user=å")).startsWith("HTTP/1.1 415");
        assertThat(post("/form", FORM + "; charset=none\r\n", "user=å")).startsWith("HTTP/1.1 415");
    }

    @Test
    void refusesTransferCodingsThatItDoesNotKnow() throws IOException {
        for (String coding : List.of("xchunked", "chunked, identity", "gzip, chunked", "identity")) {
            assertThat(exchange("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding
                    + "\r\n\r\n" + (coding.matches(".*\\bchunked.*") ? "0\r\n\r\n" : "")
                    + "GET /called HTTP/1.1\r\nHost: x\r\n\r\n")).as(coding)
                    .containsPattern("^HTTP/1.1 (501|400)").containsOnlyOnce("HTTP/1.1");
        }
        assertThat(Victim.CALLS).hasValue(0);
        assertThat(exchange("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + "2\r\nok\r\n0\r\n\r\n")).endsWith("ok");
    }

    @Test
    void refusesChunksWithoutSize() throws IOException {
        assertThat(exchange("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabcd\r\n"))
                .containsPattern("^(HTTP/1.1 400|$)");
    }

    @Test
    void forgetsClientsThatGoAway() throws IOException {
        String handshake = "GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
        for (int i = 0; i < 100; i++) {
            reset(handshake + "\r\n");
            reset("POST /upload HTTP/1.1\r\nHost: x\r\n" + MULTIPART + "Content-Length: 99999\r\n\r\n" + FILE
                    + "Z".repeat(50_000));
        }
        assertThat(exchange(handshake + "Origin: http://x\r\nOrigin: http://evil\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void cancelsWhatNobodyWaitsFor() throws IOException {
        try (RawConnection client = RawConnection.open(root)) {
            client.get("/never");
            await().untilAtomic(Victim.WAITING, is(1));
            assertThat(inFlight.running()).isEqualTo(1);
        }
        await().until(() -> inFlight.running() == 0);
        assertThat(Victim.CANCELLED).hasValue(1);
    }

    private String post(String path, String headers, String body) throws IOException {
        return exchange("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private String exchange(String request) throws IOException {
        return RawConnection.exchange(root, request);
    }

    private void reset(String request) throws IOException {
        RawConnection.open(root).send(request).reset();
    }
}
