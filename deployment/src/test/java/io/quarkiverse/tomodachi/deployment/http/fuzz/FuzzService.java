package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Cookie;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;

/** One handler of each kind. None of them fails, whatever it is called with. */
@TomodachiService(value = "fuzz", httpMiddleware = FuzzService.Reader.class)
class FuzzService {

    enum Color {
        RED,
        GREEN
    }

    public record Item(String name, int count, LocalDate day, Color color, List<String> tags) {
    }

    /** Reads what there is to be read. */
    static class Reader implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            int groups = call.pathGroups().toString().length();
            call.request().response().putHeader("X-Groups", String.valueOf(groups));
            return next.proceed();
        }
    }

    @Http.Get("/probe/(?<text>[0-9a-f]+)")
    String probe(String text) {
        return "probe " + text;
    }

    @Http.Get("/resource/(?<id>[^/]+?)/?")
    String resource(String id) {
        return "id = " + id;
    }

    @NonBlocking
    @Http.Get("/number/(?<n>[^/]+)")
    long number(long n) {
        return n;
    }

    @Http.Get("/types/(?<id>[^/]+)/(?<color>[^/]+)")
    Map<String, Object> types(UUID id, Color color) {
        return Map.of("id", id, "color", color);
    }

    @Http.Get("/optional(?:/(?<a>[^/]*))?(?:/(?<rest>.*))?")
    Uni<String> optional(Optional<String> a, @DefaultValue("none") String rest) {
        return Uni.createFrom().item(a.orElse("-") + " " + rest);
    }

    @Http.Get("/values")
    String values(@Query @DefaultValue("1") int limit, @Query Boolean flag, @Query List<String> names, @Query List<Color> color,
            @Query Optional<UUID> id, @Query LocalDate day, @Header("X-Trace") String trace,
            @Header("X-Number") Optional<Double> number, @Cookie Optional<String> session, @Cookie Integer count) {
        return limit + " " + flag + names + color + id + day + trace + number + session + count;
    }

    @Http(method = "*", url = "/any/(?<rest>.*)")
    String any(String rest, RoutingContext request) {
        return request.request().method() + " " + rest;
    }

    @Http.Get("/context")
    String context(RoutingContext request) {
        return request.request().absoluteURI() + request.request().remoteAddress() + request.request().scheme();
    }

    @Http.Post("/json")
    Item json(@Body Item item) {
        return item;
    }

    @Http.Post("/json-list")
    int jsonList(@Body List<Item> items) {
        return items.size();
    }

    @Http.Post("/maybe")
    String maybe(@Body Optional<Item> item) {
        return item.isPresent() ? "one" : "none";
    }

    @Http.Post("/tree")
    JsonNode tree(JsonNode body) {
        return body;
    }

    @Http.Post("/object")
    JsonObject object(JsonObject body) {
        return body;
    }

    @Http.Post("/array")
    JsonArray array(JsonArray body) {
        return body;
    }

    @Http.Post("/text")
    String text(String body) {
        return body;
    }

    @Http.Post("/bytes")
    byte[] bytes(byte[] body) {
        return body;
    }

    @NonBlocking
    @Http.Post("/buffer")
    Buffer buffer(Buffer body) {
        return body;
    }

    @Http.Post("/stream-in")
    long streamIn(InputStream body) throws IOException {
        return body.transferTo(OutputStream.nullOutputStream());
    }

    @Http.Post("/form")
    String form(@Form String title, @Form Optional<Integer> number,
            @Form List<Long> numbers, @Form Color color) {
        return title + number + numbers + color;
    }

    @Http.Post("/upload")
    String upload(@Form Optional<Path> doc, @Form String title) {
        return doc.map(path -> path.toFile().length()).orElse(-1L) + " " + title;
    }

    @Http.Post("/uploads")
    int uploads(List<FileUpload> files) {
        return files.size();
    }

    @Http.Get("/no-content")
    Response noContent() {
        return Response.status(204).body(null);
    }

    @Http.Get("/no-content-with-body")
    Response noContentWithBody() {
        return Response.status(204).body("nobody");
    }

    @Http.Get("/not-modified")
    Response notModified() {
        return Response.status(304).header("ETag", "\"a\"").body(null);
    }

    @Http.Get("/nothing")
    void nothing() {
    }

    @Http.Get("/refused")
    String refused() {
        throw new HttpException(409);
    }

    @Http.Get("/loop")
    Uni<byte[]> loop() {
        return Uni.createFrom().item(new byte[20_000]);
    }

    @Http.Get("/map")
    Map<String, Integer> map() {
        return Map.of("a", 1);
    }

    @Http.Get("/items")
    Multi<Integer> items() {
        return Multi.createFrom().range(0, 200);
    }

    @Http(method = { "GET", "POST" }, url = "/events", produces = "text/event-stream")
    Multi<String> events() {
        return Multi.createFrom().items("a", "b\nc");
    }

    @Http.Get("/download")
    Path download() {
        return FuzzFiles.folder().resolve("public/big.bin");
    }

    @HttpStatic(path = "${fuzz.folder}", url = "/files/")
    void files() {
    }

    @HttpStatic(path = "${fuzz.folder}", url = "/site", index = "b.html", hidden = true, precompressed = true)
    void site() {
    }

    @HttpStatic(path = "classpath:web", url = "/resources/")
    void resources() {
    }

    @HttpError(404)
    Response notFound(RoutingContext request, int statusCode) {
        return Response.status(statusCode).json(Map.of("path", String.valueOf(request.request().path())));
    }

    @HttpError(413)
    String tooLarge(Throwable failure) {
        return "too large";
    }

    @HttpError(500)
    String broken() {
        return "broken";
    }
}
