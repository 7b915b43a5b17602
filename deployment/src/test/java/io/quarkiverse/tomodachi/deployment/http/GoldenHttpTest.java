package io.quarkiverse.tomodachi.deployment.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.deployment.http.GoldenReplay.Difference;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;

class GoldenHttpTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Golden.class).addClasses(GoldenReplay.CLASSES))
            .overrideConfigKey("quarkus.http.enable-decompression", "true")
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "10240");

    @TestHTTPResource
    URI root;

    @TomodachiService("golden-http")
    static class Golden {

        @Http.Get("/str/?")
        String text() {
            return "友達";
        }

        @Http.Get("/empty/?")
        String empty() {
            return "";
        }

        @Http.Get("/none/?")
        Object none() {
            return null;
        }

        @Http.Get("/bytes/?")
        byte[] bytes() {
            return new byte[] { 0, 1, (byte) 255, ' ', 'b', 'y', 't', 'e', 's' };
        }

        @Http.Get("/dict/?")
        Response dict() {
            return Response.status(201).header("X-Dict", "a").header("Content-Type", "application/json").body("dict body");
        }

        @Http.Get("/dict-body-only/?")
        Response dictBodyOnly() {
            return Response.ok().body("only body");
        }

        @Http.Get("/dict-no-body/?")
        Response dictNoBody() {
            return Response.status(204).build();
        }

        @Http.Get("/tuple/?")
        Response tuple() {
            return Response.status(202).header("X-Tuple", "b").body("tuple body");
        }

        @Http.Get("/tuple2/?")
        Response tuple2() {
            return Response.status(203).body("tuple2 body");
        }

        @Http.Get("/list/?")
        Response list() {
            return Response.status(200).header("Set-Cookie", List.of("a=1", "b=2")).body("list body");
        }

        @Http.Get("/response/?")
        Response response() {
            return Response.status(200).contentType("application/json").body("{\"data\": true}");
        }

        @Http.Get("/response-charset/?")
        Response charset() {
            return Response.status(200).contentType("text/html").charset("iso-8859-1").body("åäö");
        }

        @Http.Get("/response-header-ct/?")
        Response header() {
            return Response.status(200).header("Content-Type", "text/plain; charset=iso-8859-1").body("åäö");
        }

        @Http.Get("/response-bad-charset/?")
        Response badCharset() {
            return Response.status(200).header("Content-Type", "text/plain; charset=iso-8859-1").body("友達");
        }

        @Http.Get("/response-reason/?")
        Response reason() {
            return Response.status(299).reason("Custom Reason").body("x");
        }

        @Http.Get("/response-default/?")
        Response plain() {
            return Response.ok().body("plain");
        }

        @Http.Get("/aiohttp/?")
        Response aiohttp() {
            return Response.status(200).header("X-Aiohttp", "c").body("aiohttp");
        }

        @Http.Get("/int/?")
        int number() {
            return 5;
        }

        @Http.Get("/sync/?")
        String sync() {
            return "sync function";
        }

        @Http.Get("/no-request/?")
        String noRequest() {
            return "no request arg";
        }

        @Http.Get("/id/(?P<id>[^/]+?)/?")
        String id(String id) {
            return "id=" + id;
        }

        @Http.Get("/two/(?P<a>[0-9]+)/(?P<b>[a-z]+)")
        String two(String b, String a, @DefaultValue("dflt") String c) {
            return "a=" + a + " b=" + b + " c=" + c;
        }

        @Http.Get("/opt/(?P<a>[0-9]+)?")
        String opt(@DefaultValue("dflt") String a) {
            return "a='" + a + "'";
        }

        @Http(method = { "GET", "POST" }, url = "/multi")
        String multi(RoutingContext request, String body) {
            return request.request().method() + " body=" + body;
        }

        @Http.Put("/only-put")
        String put() {
            return "put";
        }

        @Http(method = "OPTIONS", url = "/only-put")
        Response options() {
            return Response.status(200).header("Allow", "PUT, OPTIONS").body("");
        }

        @Http.Get("/dup")
        String dup() {
            return "dup first";
        }

        @Http.Get("/dup/?")
        String dupSecond() {
            return "dup second";
        }

        @Http.Get("/query")
        String query(RoutingContext request, @Query String q) {
            StringBuilder query = new StringBuilder();
            request.queryParams().forEach((name, value) -> query.append(query.isEmpty() ? "" : "&").append(name).append('=')
                    .append(value));
            return request.normalizedPath() + "|" + query + "|" + q;
        }

        @Http.Post("/post")
        String post(String body) {
            return body;
        }

        @Http.Post("/form")
        String form(@Form String a, @Form String b, @Form String field, FileUpload file) throws IOException {
            return a != null ? "a=" + a + ",b=" + b
                    : "field=" + field + ",file=('" + file.fileName() + "', '" + file.contentType() + "', b'"
                            + Files.readString(java.nio.file.Path.of(file.uploadedFileName())) + "')";
        }

        @Http.Get("/exc")
        void exc() {
            throw new IllegalStateException("boom");
        }

        @Http.Get("/raise-403")
        void forbidden() {
            throw new HttpException(403);
        }

        @Http.Get("/raise-418")
        void badRequest() {
            throw new HttpException(400, "custom bad request");
        }

        @Http.Get("/raise-302")
        void found() {
            throw new HttpException(Response.status(302).header("Location", "/str").body("Found"));
        }

        @Http.Get("/auth")
        String auth(@Header("Authorization") String authorization) {
            return authorization != null && authorization.startsWith("Basic ")
                    ? new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8)
                    : "none";
        }

        @Websocket("/ws/(?P<id>[^/]+?)")
        void websocket(WebsocketConnection connection, String id) {
        }

        @Http.Get("/bad-return")
        Object badReturn() {
            return new Object();
        }
    }

    private static final String ALIKE = "all failures of the server are answered alike";
    private static final String LIMIT = "Quarkus refuses what is announced as larger, and says nothing of sizes";

    private static final String MALFORMED = "the server refuses what is not HTTP by itself, and shows nothing of it";

    private static Map<String, Difference> differences() {
        Map<String, Difference> table = new LinkedHashMap<>();
        table.put("015_response_bad_charset", Difference.of(ALIKE, 500, ""));
        table.put("019_int_return", new Difference("other objects are JSON", 200, "5", "application/json"));
        table.put("026_id_pct_slash", Difference.of("mended: an encoded slash is a character of the group", 200, "id=a/b"));
        table.put("031_opt_missing", Difference.of("mended: an optional group has its default", 200, "a='dflt'"));
        table.put("045_double_slash", Difference.of("slashes are merged, as path policies see it", 200, latin1("友達")));
        table.put("046_dot_segments", Difference.of("dot segments are resolved, as path policies see it", 200,
                latin1("友達")));
        table.put("068_413_cl", Difference.of(LIMIT, 413, ""));
        table.put("069_413_chunked", Difference.of("the text of the status", 413, "Request Entity Too Large"));
        table.put("070_exact_limit_10240", Difference.of("mended: the limit is the largest size that is taken", 200, null));
        table.put("071_limit_plus1_10241", Difference.of(LIMIT, 413, ""));
        table.put("072_413_on_404", Difference.of(LIMIT, 413, ""));
        table.put("074_expect_other", Difference.of("nothing of the request is shown", 417, "Expectation Failed"));
        table.put("077_no_host", Difference.of("HTTP/1.1 demands it", 400, null));
        table.put("079_bad_request_line", Difference.of(MALFORMED, 400, ""));
        table.put("080_bad_header", Difference.of(MALFORMED, 400, ""));
        table.put("081_bad_version", Difference.of(MALFORMED, 501, ""));
        table.put("082_long_line", Difference.of(MALFORMED, 414, ""));
        table.put("083_long_header", Difference.of("more is taken, as configured", 200, latin1("友達")));
        table.put("084_bad_content_length", Difference.of(MALFORMED, 400, ""));
        table.put("085_unknown_method", Difference.of("handlers may take any method", 405, "Method Not Allowed"));
        table.put("087_upgrade_not_ws", Difference.of("mended: it says that the path is for websockets", 426,
                "Upgrade Required"));
        return table;
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void answersLikeThePythonLibrary() throws IOException {
        new GoldenReplay(root).replay(cases(), differences());
    }

    private static List<String> cases() throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.list(GoldenReplay.CAPTURED)) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".req") && name.compareTo("1") < 0)
                    .sorted().forEach(name -> names.add(name.substring(0, name.length() - 4)));
        }
        return names;
    }
}
