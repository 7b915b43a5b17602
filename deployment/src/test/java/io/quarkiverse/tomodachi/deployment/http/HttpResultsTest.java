package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class HttpResultsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Results.class, Item.class, RawConnection.class));

    @Inject
    InFlight inFlight;

    @TestHTTPResource
    URI root;

    public record Item(int n) {
    }

    @TomodachiService("results")
    static class Results {

        static final AtomicLong PRODUCED = new AtomicLong();
        static final CompletableFuture<Void> CANCELLED = new CompletableFuture<>();

        @Http.Get("/json/object")
        JsonObject object() {
            return new JsonObject().put("a", 1);
        }

        @Http.Get("/json/array")
        Uni<JsonArray> array() {
            return Uni.createFrom().item(new JsonArray().add(1));
        }

        @Http.Get("/json/node")
        CompletionStage<Object> node() {
            return CompletableFuture.completedFuture(JsonNodeFactory.instance.objectNode().put("b", 2));
        }

        @Http(method = "GET", url = "/html", produces = "text/html; charset=utf-8")
        String html() {
            return "<p>";
        }

        @Http.Get("/described")
        Response described() {
            return Response.status(299).reason("Custom Reason").header("X-A", List.of("1", "2"))
                    .cookie(Cookie.cookie("c", "v").setHttpOnly(true)).contentType("text/html").charset("iso-8859-1")
                    .body("åäö");
        }

        @Http.Get("/unencodable")
        Response unencodable() {
            return Response.ok().charset("iso-8859-1").body("友達");
        }

        @Http.Get("/unknown-charset")
        Response unknownCharset() {
            return Response.ok().charset("klingon").body("x");
        }

        @Http.Get("/no-content")
        Response noContent() {
            return Response.status(204).body("dropped");
        }

        @Http.Get("/not-modified")
        Response notModified() {
            return Response.status(304).header("ETag", "\"1\"").body("dropped");
        }

        @Http.Get("/texts")
        Multi<String> texts() {
            return Multi.createFrom().items("a", "友", "c");
        }

        @Http.Get("/buffers")
        Uni<Multi<Buffer>> buffers() {
            return Uni.createFrom().item(Multi.createFrom().items(Buffer.buffer("a"), Buffer.buffer("b")));
        }

        @Http.Get("/items/(?<count>\\d+)")
        Multi<Item> items(int count) {
            return Multi.createFrom().range(0, count).map(Item::new);
        }

        @Http.Get(value = "/lines", produces = "application/x-ndjson")
        Multi<Item> lines() {
            return items(2);
        }

        @Http.Get("/events")
        Response events() {
            return Response.ok().contentType("text/event-stream").body(Multi.createFrom().items(new Item(1), "a\nb"));
        }

        @Http.Get("/fails-at-once")
        Multi<Item> failsAtOnce() {
            return Multi.createFrom().failure(new IllegalStateException("secret"));
        }

        @Http.Get("/fails-later")
        Multi<String> failsLater() {
            return Multi.createBy().concatenating().streams(Multi.createFrom().item("first"),
                    Multi.createFrom().failure(new IllegalStateException("secret")));
        }

        @Http.Get("/endless")
        Multi<byte[]> endless() {
            return Multi.createBy().repeating().supplier(() -> {
                PRODUCED.incrementAndGet();
                return new byte[10_000];
            }).indefinitely().onCancellation().invoke(() -> CANCELLED.complete(null));
        }

        @Http.Get("/path")
        Path path() throws IOException {
            return Files.writeString(Files.createTempFile("result", ".txt"), "content of a file");
        }

        @Http.Get("/file")
        Uni<File> file() {
            return Uni.createFrom().item(() -> {
                try {
                    return path().toFile();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Http.Get("/download")
        Response download() throws IOException {
            return Response.status(200).contentType("text/csv").header("Content-Disposition", "attachment").body(path());
        }

        @Http.Get("/no-file")
        Response noFile() {
            return Response.file(Path.of("target/there-is-none.txt"));
        }

        @Http.Get("/stream")
        InputStream stream() {
            return new ByteArrayInputStream("x".repeat(200_000).getBytes(StandardCharsets.UTF_8));
        }

        @HttpError(500)
        Map<String, String> failed() {
            return Map.of("error", "failed");
        }
    }

    @Test
    void writesJson() {
        when().get("/json/object").then().contentType("application/json").body(is("{\"a\":1}"));
        when().get("/json/array").then().contentType("application/json").body(is("[1]"));
        when().get("/json/node").then().contentType("application/json").body(is("{\"b\":2}"));
        when().get("/html").then().contentType("text/html; charset=utf-8").body(is("<p>"));
    }

    @Test
    void writesWhatIsDescribed() {
        byte[] body = when().get("/described").then().statusCode(299).statusLine(is("HTTP/1.1 299 Custom Reason"))
                .header("Set-Cookie", "c=v; HTTPOnly").header("Content-Type", "text/html; charset=iso-8859-1").extract()
                .asByteArray();
        assertThat(body).isEqualTo("åäö".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(when().get("/described").headers().getValues("X-A")).containsExactly("1", "2");
        when().get("/unencodable").then().statusCode(500).body("error", is("failed"));
        when().get("/unknown-charset").then().statusCode(500).body("error", is("failed"));
        when().get("/no-content").then().statusCode(204).body(is("")).header("Content-Length", nullValue());
        when().get("/not-modified").then().statusCode(304).body(is("")).header("ETag", "\"1\"");
        when().head("/json/object").then().statusCode(200).header("Content-Length", "7").body(is(""));
    }

    @Test
    void streamsItems() {
        when().get("/texts").then().contentType("text/plain; charset=utf-8").header("Transfer-Encoding", "chunked")
                .body(is("a友c"));
        when().get("/buffers").then().body(is("ab"));
        when().get("/items/3").then().contentType("application/json").body("n", hasItems(0, 1, 2));
        when().get("/items/0").then().contentType("application/json").body(is("[]"));
        when().get("/items/200").then().body("size()", is(200));
        when().get("/lines").then().contentType("application/x-ndjson").body(is("{\"n\":0}\n{\"n\":1}\n"));
        when().get("/events").then().contentType("text/event-stream")
                .body(is("data: {\"n\":1}\n\ndata: a\ndata: b\n\n"));
        when().head("/endless").then().statusCode(200);
    }

    @Test
    void breaksOffStreamsThatFail() throws IOException {
        when().get("/fails-at-once").then().statusCode(500).body("error", is("failed"));
        String response = raw("/fails-later");
        assertThat(response).contains("first").doesNotEndWith("0\r\n\r\n").doesNotContain("secret");
        await().untilAsserted(() -> assertThat(inFlight.running()).as("handlers that termination would wait for").isZero());
    }

    @Test
    void producesNoMoreThanTheClientTakes() throws Exception {
        try (RawConnection client = RawConnection.open(root)) {
            client.get("/endless").read(100_000);
            long[] last = new long[1];
            Awaitility.await().pollInterval(200, TimeUnit.MILLISECONDS).until(() -> {
                long now = Results.PRODUCED.get();
                boolean still = now == last[0];
                last[0] = now;
                return still;
            });
        }
        Results.CANCELLED.get(10, TimeUnit.SECONDS);
    }

    @Test
    void writesFilesAndStreams() {
        when().get("/path").then().contentType(startsWith("text/plain")).header("Content-Length", "17")
                .body(is("content of a file"));
        when().get("/file").then().body(is("content of a file"));
        when().head("/path").then().statusCode(200).header("Content-Length", "17");
        when().get("/download").then().header("Content-Type", "text/csv").header("Content-Disposition", "attachment")
                .body(is("content of a file"));
        when().get("/no-file").then().statusCode(500).body("error", is("failed"));
        given().header("Range", "bytes=0-6").get("/download").then().statusCode(206).body(is("content"));
        assertThat(when().get("/stream").asByteArray()).hasSize(200_000);
        when().head("/stream").then().statusCode(200);
    }

    private String raw(String path) throws IOException {
        try (RawConnection client = RawConnection.open(root)) {
            return client.get(path).rest();
        }
    }
}
