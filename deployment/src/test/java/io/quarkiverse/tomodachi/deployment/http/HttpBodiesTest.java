package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.FileUpload;

class HttpBodiesTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final RestAssuredConfig WITHOUT_CHARSET = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Bodies.class, Order.class))
            .overrideRuntimeConfigKey("quarkus.http.body.uploads-directory", "target/values-uploads")
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "2048");

    @TestHTTPResource
    URL root;

    public record Order(String name, int count) {
    }

    @TomodachiService("bodies")
    static class Bodies {

        @Http.Post("/text")
        String text(String body) {
            return body;
        }

        @Http.Post("/buffer")
        Buffer buffer(Buffer content) {
            return content;
        }

        @Http.Post("/stream")
        int stream(InputStream in) throws IOException {
            return in.readAllBytes().length;
        }

        @Http.Post("/object")
        JsonObject object(JsonObject data) {
            return data.put("more", 1);
        }

        @Http.Post("/array")
        JsonArray array(JsonArray data) {
            return data.add(1);
        }

        @Http.Post("/node")
        JsonNode node(JsonNode data) {
            return data;
        }

        @Http.Post("/order")
        Order order(@Body Order order) {
            return order;
        }

        @Http.Post("/orders")
        int orders(@Body Map<String, List<Order>> orders) {
            return orders.values().stream().flatMap(List::stream).mapToInt(Order::count).sum();
        }

        @Http.Post("/maybe")
        String maybe(@Body Optional<Order> order) {
            return order.toString();
        }

        @Http.Post("/form")
        String form(@Form String name, @Form("n") List<Integer> numbers, @Form @DefaultValue("5") int size) {
            return name + " " + numbers + " " + size;
        }

        @Http.Post("/upload")
        String upload(@Form("doc") FileUpload doc, @Form("doc") Path path, @Form("doc") File file, @Form String title,
                List<FileUpload> files, @Form("none") Optional<Path> none) {
            try {
                return title + " " + doc.fileName() + " " + doc.contentType() + " " + Files.readString(path) + " "
                        + file.equals(path.toFile()) + " " + files.size() + " " + none + " " + path.getParent().getFileName();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @HttpError(413)
        Map<String, Object> tooLarge(HttpException failure) {
            return Map.of("status", failure.status());
        }
    }

    @Test
    void honoursCharsets() {
        given().contentType("text/plain; charset=iso-8859-1").body("åäö".getBytes(StandardCharsets.ISO_8859_1)).post("/text")
                .then().body(is("åäö"));
        given().config(WITHOUT_CHARSET).contentType("application/octet-stream").body("友達".getBytes(StandardCharsets.UTF_8))
                .post("/text")
                .then().body(is("友達"));
        given().header("Content-Type", "text/plain; charset=klingon").body(new byte[1]).post("/text").then().statusCode(415)
                .body(is("The charset of the body is not known"));
        when().post("/text").then().statusCode(200).body(is(""));
        given().contentType("application/json; charset=iso-8859-1")
                .body("{\"name\":\"å\",\"count\":1}".getBytes(StandardCharsets.ISO_8859_1)).post("/order").then()
                .body("name", is("å"));
    }

    @Test
    void readsJson() {
        given().contentType("application/json").body("{\"a\":{\"b\":[1]}}").post("/object").then()
                .body(is("{\"a\":{\"b\":[1]},\"more\":1}"));
        given().contentType("application/json").body("[{\"a\":2}]").post("/array").then().body(is("[{\"a\":2},1]"));
        given().contentType("application/merge-patch+json").body("{\"a\":null}").post("/node").then()
                .body(is("{\"a\":null}"));
        given().contentType("application/json").body("{\"x\":[{\"name\":\"a\",\"count\":1},{\"count\":2}]}").post("/orders")
                .then().body(is("3"));
        when().post("/maybe").then().body(is("Optional.empty"));
        given().contentType("application/json").body("{\"name\":\"a\",\"count\":1}").post("/maybe").then()
                .body(startsWith("Optional[Order"));
        given().body(new byte[10]).post("/buffer").then().header("Content-Length", "10");
        given().body(new byte[10]).post("/stream").then().body(is("10"));
    }

    @Test
    void takesJsonFromTypesThatClientsSetUnasked() {
        String json = "{\"name\":\"a\",\"count\":1}";
        for (String type : List.of(FORM, "text/plain", "text/json", "application/problem+json")) {
            given().contentType(type).body(json).post("/order").then().statusCode(200);
        }
        given().contentType("application/octet-stream").body(json.getBytes(StandardCharsets.UTF_8)).post("/order").then()
                .statusCode(200);
        given().contentType("application/xml").body(json).post("/order").then().statusCode(415);
        given().contentType("text/plain").body("hello").post("/order").then().statusCode(415)
                .body(is("The body is not JSON: application/json is expected"));
        given().contentType(FORM).body("name=a&count=1").post("/order").then().statusCode(415);
        given().multiPart("name", "a").post("/order").then().statusCode(415);
    }

    @Test
    void tellsWhereJsonIsWrong() {
        given().contentType("application/json").body("{\"name\":\n \"secret\" oops").post("/order").then().statusCode(400)
                .body(is("The body is not JSON (line 2, column 11)"));
        given().contentType("application/json").body("{\"name\":\"a\",\"count\":\"secret\"}").post("/order").then()
                .statusCode(400).body(startsWith("The body does not fit what is expected (line 1, column "))
                .body(not(containsString("secret"))).body(not(containsString("Order")));
        given().contentType("application/json").body("[]").post("/object").then().statusCode(400);
        given().contentType("application/json").body("{} {}").post("/object").then().statusCode(400);
        given().contentType("application/json").post("/order").then().statusCode(400)
                .body(is("The body is empty; JSON is expected"));
        given().contentType("application/json").body("null").post("/order").then().statusCode(400);
    }

    /** Unless quarkus.http.enable-decompression is set, see {@link GoldenHttpTest}. */
    @Test
    void readsNothingThatIsCompressed() {
        String order = "{\"name\":\"a\",\"count\":1}";
        for (String coding : List.of("gzip", "X-GZip", "identity, br")) {
            for (String path : List.of("/order", "/object", "/text")) {
                given().header("Content-Encoding", coding).contentType("application/json").body(order).post(path).then()
                        .statusCode(415).body(is("The body is compressed; send it as it is"));
            }
            given().header("Content-Encoding", coding).contentType(FORM).body("name=a").post("/form").then().statusCode(415);
        }
        given().header("Content-Encoding", "gzip").body("compressed").post("/buffer").then().statusCode(200);
        given().header("Content-Encoding", "utf-8").contentType("application/json").body(order).post("/order").then()
                .statusCode(200);
    }

    @Test
    void readsForms() {
        given().contentType(FORM).body("name=a+b%C3%A5&n=1&n=2").post("/form").then().body(is("a bå [1, 2] 5"));
        given().multiPart("name", "x").multiPart("size", "3").post("/form").then().body(is("x [] 3"));
        given().contentType(FORM).body("n=x").post("/form").then().statusCode(400)
                .body(is("The form field 'n' is not a whole number of 32 bits"));
        given().contentType("application/json").body("{}").post("/form").then().statusCode(415);
        when().post("/form").then().body(is("null [] 5"));
    }

    @Test
    void storesUploads() throws IOException {
        given().multiPart("title", "report").multiPart("doc", "../a.txt", "content".getBytes(), "text/csv").post("/upload")
                .then().body(is("report ../a.txt text/csv content true 1 Optional.empty values-uploads"));
        try (var files = Files.list(Path.of("target/values-uploads"))) {
            assertThat(files).isNotNull();
        }
        Awaitility.await().until(() -> {
            try (var files = Files.list(Path.of("target/values-uploads"))) {
                return files.findAny().isEmpty();
            }
        });
    }

    @Test
    void refusesBodiesOverTheLimit() throws Exception {
        given().body(new byte[2049]).post("/text").then().statusCode(413).body("status", is(413));
        given().body(new byte[2048]).post("/text").then().statusCode(200);
        HttpRequest chunked = HttpRequest.newBuilder(URI.create(root + "text"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[4096]))).build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(chunked, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("{\"status\":413}");
        given().multiPart("doc", "a.txt", new byte[4096]).post("/upload").then().statusCode(413).body("status", is(413));
    }
}
