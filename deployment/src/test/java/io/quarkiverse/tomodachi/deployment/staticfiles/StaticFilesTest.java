package io.quarkiverse.tomodachi.deployment.staticfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.staticfiles.RawHttp.Answer;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class StaticFilesTest {

    private static final String ANNA = "Authorization: Basic "
            + Base64.getEncoder().encodeToString("anna:a".getBytes(StandardCharsets.US_ASCII));

    /** What is there, and what it says. */
    private static final Map<String, String> FILES = Map.of("/static/a.txt", "a", "/static/sub/a.txt", "sub a",
            "/static/b c.txt", "b c", "/static/å.txt", "å", "/static/50%/f.txt", "fifty", "/static/link/f.txt", "linked",
            "/static/d+e/f.txt", "protected", "/static/secret/f.txt", "protected", "/static/secret/a.txt", "protected");

    private static final Path FOLDER = folder();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Site.class, RawHttp.class, RawHttp.Answer.class, SpelledPath.class,
                    SpelledPath.Part.class)
                    .addAsResource(new StringAsset("in resources"), "web/page.html")
                    .addAsResource(new StringAsset("quarkus"), "META-INF/resources/plain.txt"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-elytron-security-properties-file",
                    Version.getVersion())))
            .overrideConfigKey("quarkus.http.auth.basic", "true")
            .overrideConfigKey("quarkus.security.users.embedded.enabled", "true")
            .overrideConfigKey("quarkus.security.users.embedded.plain-text", "true")
            .overrideConfigKey("quarkus.security.users.embedded.users.anna", "a")
            .overrideConfigKey("quarkus.security.users.embedded.roles.anna", "admin")
            .overrideConfigKey("quarkus.http.auth.permission.secret.paths", "/static/secret/*,/static/d+e/*")
            .overrideConfigKey("quarkus.http.auth.permission.secret.policy", "authenticated")
            .overrideRuntimeConfigKey("folder", FOLDER.resolve("public").toString())
            .overrideRuntimeConfigKey("caching", "public, max-age=60");

    @TestHTTPResource
    URI uri;

    private RawHttp http;

    @TomodachiService("site")
    static class Site {

        @HttpStatic(path = "${folder}", url = "/static/")
        @HttpStatic(path = "${folder}", url = "/dl/(?P<filename>[^/]+?)/file")
        @HttpStatic(path = "${folder}", url = "/pub")
        void files() {
        }

        @HttpStatic(path = "file:${folder}", url = "/site", index = "index.html", cacheControl = "${caching}", hidden = true, charset = "", precompressed = true)
        void site() {
        }

        @HttpStatic(path = "classpath:web", url = "/web/")
        @HttpStatic(path = "web", url = "/either/")
        void resources() {
        }

        @HttpStatic(path = "not/there/yet", url = "/later/")
        void later() {
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("tomodachi").toRealPath();
            Path root = folder.resolve("public");
            for (String directory : List.of("sub", "50%", "d+e", "secret", "linked", ".git", ".well-known")) {
                Files.createDirectories(root.resolve(directory));
            }
            Files.createDirectories(folder.resolve("public-not"));
            write(folder.resolve("public-not/secret.txt"), "outside");
            write(folder.resolve("secret.txt"), "outside");
            write(root.resolve("linked/f.txt"), "linked");
            FILES.forEach((name, content) -> {
                if (!name.contains("link")) {
                    write(root.resolve(name.substring("/static/".length())), content);
                }
            });
            write(root.resolve("hello.txt"), "hello static\n");
            write(root.resolve("data.json"), "{\"a\":1}");
            write(root.resolve("sub/index.html"), "<h1>x</h1>");
            write(root.resolve("noext"), "noext");
            write(root.resolve("image.png"), "png");
            write(root.resolve(".env"), "hidden");
            write(root.resolve(".git/config"), "hidden");
            write(root.resolve(".well-known/f.txt"), "known");
            write(root.resolve("app.js"), "plain");
            write(root.resolve("app.js.gz"), "gzipped");
            write(root.resolve("app.js.br"), "brotli");
            Files.createSymbolicLink(root.resolve("link"), Path.of("linked"));
            Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("public-not/secret.txt"));
            Files.createSymbolicLink(root.resolve("up"), folder);
            Files.createSymbolicLink(root.resolve("git"), Path.of(".git"));
            Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-23T19:29:23Z")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void connect() {
        http = new RawHttp(uri);
    }

    /**
     * What the Python library answers to the same requests. Where we do otherwise, on purpose: text types have a charset; 304
     * tells {@code Accept-Ranges} neither there nor here; 416 has an empty body with its length rather than an empty chunk.
     */
    @Test
    void answersAsThePythonLibrary() {
        assertFile(http.send("GET", "/static/hello.txt"), 200, "text/plain; charset=utf-8", "hello static\n");
        assertFile(http.send("GET", "/static/data.json"), 200, "application/json", "{\"a\":1}");
        assertFile(http.send("GET", "/static/sub/index.html"), 200, "text/html; charset=utf-8", "<h1>x</h1>");
        assertFile(http.send("GET", "/static/noext"), 200, "application/octet-stream", "noext");
        assertFile(http.send("GET", "/static/image.png"), 200, "image/png", "png");
        assertFile(http.send("GET", "/static/b%20c.txt"), 200, "text/plain; charset=utf-8", "b c");
        assertFile(http.send("GET", "/dl/hello.txt/file"), 200, "text/plain; charset=utf-8", "hello static\n");
        assertFile(http.send("GET", "/puba.txt"), 200, "text/plain; charset=utf-8", "a");
        assertFile(http.send("GET", "/static/hello.txt", "Accept-Encoding: gzip"), 200, "text/plain; charset=utf-8",
                "hello static\n");
        assertFile(http.send("GET", "/static/sub/../a.txt"), 200, "text/plain; charset=utf-8", "a");
        assertFile(http.send("GET", "/static//a.txt"), 200, "text/plain; charset=utf-8", "a");
        Answer head = http.send("HEAD", "/static/hello.txt");
        assertFile(head, 200, "text/plain; charset=utf-8", "");
        assertThat(head.header("Content-Length")).isEqualTo("13");
        String nanoseconds = Long.toHexString(Instant.parse("2026-11-23T19:29:23Z").getEpochSecond() * 1_000_000_000L);
        assertThat(head.header("ETag")).isEqualTo('"' + nanoseconds + "-d\"");
        Answer part = http.send("GET", "/static/hello.txt", "Range: bytes=0-4");
        assertFile(part, 206, "text/plain; charset=utf-8", "hello");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 0-4/13");
        assertThat(http.send("GET", "/static/hello.txt", "Range: bytes=-3").body()).isEqualTo("ic\n");
        Answer unsatisfiable = http.send("GET", "/static/hello.txt", "Range: bytes=900-");
        assertThat(unsatisfiable.status()).isEqualTo(416);
        assertThat(unsatisfiable.header("Content-Range")).isEqualTo("bytes */13");
        Answer known = http.send("GET", "/static/hello.txt", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT");
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("ETag")).isEqualTo(head.header("ETag"));
        for (String path : List.of("/static/sub", "/static/", "/static/nope.txt", "/static/../secret.txt",
                "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt")) {
            assertThat(http.send("GET", path).status()).as(path).isEqualTo(404);
        }
        Answer post = http.send("POST", "/static/hello.txt", "Content-Length: 0");
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.header("Allow")).isEqualTo("GET,HEAD");
        assertThat(post.body()).isEqualTo("Method Not Allowed");
        assertThat(http.send("POST", "/static/nope.txt", "Content-Length: 0").status()).isEqualTo(404);
    }

    private static void assertFile(Answer answer, int status, String type, String body) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Last-Modified")).isEqualTo("Mon, 23 Nov 2026 19:29:23 GMT");
        assertThat(answer.header("ETag")).isNotNull();
        assertThat(answer.header("Cache-Control")).isNull();
    }

    @Test
    void neverLeadsOut() {
        for (String path : List.of("/static/link.txt", "/static/up/secret.txt", "/static/up/public-not/secret.txt",
                "/static/loop", "/static/a.txt%00", "/static/%00", "/static/%2Fetc/passwd", "/static//etc/passwd",
                "/pub../secret.txt", "/pub-not/secret.txt", "/pub/../secret.txt", "/dl/../file", "/dl/%2e%2e/file",
                "/dl/..%2fsecret.txt/file", "/static/.env", "/static/.git/config", "/static/git/config", "/static/.",
                "/static/" + "x".repeat(300), "/static/" + "x/".repeat(1500) + "y")) {
            Answer answer = http.send("GET", path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("outside", "hidden", "Exception");
        }
        assertThat(http.send("GET", "/static/.well-known/f.txt").body()).isEqualTo("known");
        assertThat(http.send("GET", "/static/link/f.txt").body()).isEqualTo("linked");
        assertThat(http.send("GET", "/later/a.txt").status()).isEqualTo(404);
    }

    @Test
    void meansTheSameInEachSpelling() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 500; i++) {
                SpelledPath path = SpelledPath.random(random);
                Answer answer = http.send("GET", path.text());
                String content = path.meaning() == null ? null : FILES.get(path.meaning());
                assertThat(answer.body()).as(path.text()).doesNotContain("outside", "protected", "Exception");
                if (content == null) {
                    assertThat(answer.status()).as(path.text()).isIn(400, 404, 401);
                } else if (!path.canonical()) {
                    assertThat(answer.status()).as(path.text()).isEqualTo(301);
                    content = content.equals("protected") ? null : content;
                    Answer followed = http.send("GET", answer.header("Location"));
                    assertThat(followed.status()).as(path.text()).isEqualTo(content == null ? 401 : 200);
                } else if (content.equals("protected")) {
                    assertThat(answer.status()).as(path.text()).isEqualTo(401);
                    assertThat(http.send("GET", path.text(), ANNA).body()).as(path.text()).isEqualTo(content);
                } else {
                    assertThat(answer.status()).as(path.text()).isEqualTo(200);
                    assertThat(answer.body()).as(path.text()).isEqualTo(content);
                }
            }
        }
    }

    @Test
    void servesASite() {
        Answer index = http.send("GET", "/site/sub/");
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.header("Content-Type")).isEqualTo("text/html");
        assertThat(index.header("Cache-Control")).isEqualTo("public, max-age=60");
        Answer folder = http.send("GET", "/site/sub?a=b");
        assertThat(folder.status()).isEqualTo(301);
        assertThat(folder.header("Location")).isEqualTo("/site/sub/?a=b");
        assertThat(http.send("GET", "/site/secret").status()).as("no index").isEqualTo(404);
        assertThat(http.send("GET", "/site/").status()).as("no index").isEqualTo(404);
        assertThat(http.send("GET", "/site").status()).as("no index").isEqualTo(404);
        assertThat(http.send("GET", "/site/a.txt/").status()).isEqualTo(404);
        assertThat(http.send("GET", "/site/.git/config").body()).isEqualTo("hidden");
        assertThat(http.send("GET", "/site/a.txt", "If-Match: \"x\"").header("Cache-Control")).isNull();
    }

    @Test
    void sendsCompressedFilesToThoseWhoTakeThem() {
        Answer plain = http.send("GET", "/site/app.js");
        assertThat(plain.body()).isEqualTo("plain");
        assertThat(plain.header("Vary")).isEqualToIgnoringCase("Accept-Encoding");
        Answer gzip = http.send("GET", "/site/app.js", "Accept-Encoding: gzip;q=0.5, deflate");
        assertThat(gzip.body()).isEqualTo("gzipped");
        assertThat(gzip.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(gzip.header("Content-Type")).isEqualTo("text/javascript");
        assertThat(gzip.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(http.send("GET", "/site/app.js", "Accept-Encoding: gzip, br").body()).isEqualTo("brotli");
        assertThat(http.send("GET", "/site/app.js", "Accept-Encoding: *;q=1, br;q=0").body()).isEqualTo("gzipped");
        assertThat(http.send("GET", "/site/app.js", "Accept-Encoding: gzip;q=0").body()).isEqualTo("plain");
        Answer known = http.send("GET", "/site/app.js", "Accept-Encoding: gzip", "If-None-Match: " + gzip.header("ETag"));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header("Vary")).isNotNull();
        assertThat(http.send("GET", "/site/app.js", "If-None-Match: " + gzip.header("ETag")).status()).isEqualTo(200);
        assertThat(http.send("GET", "/site/a.txt", "Accept-Encoding: gzip").header("Vary")).isNull();
    }

    @Test
    void findsResourcesOfTheApplication() {
        assertThat(http.send("GET", "/web/page.html").body()).isEqualTo("in resources");
        assertThat(http.send("GET", "/either/page.html").body()).isEqualTo("in resources");
        assertThat(http.send("GET", "/web/../application.properties").status()).isEqualTo(404);
        assertThat(http.send("GET", "/plain.txt").body()).isEqualTo("quarkus");
    }
}
