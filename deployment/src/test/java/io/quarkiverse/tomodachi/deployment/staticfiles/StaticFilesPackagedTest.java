package io.quarkiverse.tomodachi.deployment.staticfiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.staticfiles.RawHttp.Answer;
import io.quarkus.test.QuarkusProdModeTest;

/** Resources are in an archive there. */
class StaticFilesPackagedTest {

    private static final String TEXT = "0123456789".repeat(50_000);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Site.class)
                    .addAsResource(new StringAsset(TEXT), "web/large.txt")
                    .addAsResource(new StringAsset("start"), "web/sub/index.html")
                    .addAsResource(new StringAsset("hidden"), "web/.hidden")
                    .addAsResource(new StringAsset("quarkus.application.name=site\n"), "application.properties"))
            .setApplicationName("packaged-site").setApplicationVersion("1")
            .setRuntimeProperties(Map.of("quarkus.http.port", "0", "quarkus.http.host", "127.0.0.1")).setRun(true);

    private static URI uri() {
        Matcher listening = Pattern.compile("Listening on: (http://\\S+)").matcher(APP.getStartupConsoleOutput());
        assertThat(listening.find()).isTrue();
        return URI.create(listening.group(1));
    }

    @TomodachiService("site")
    static class Site {

        @HttpStatic(path = "classpath:web", url = "/web/", index = "index.html")
        void files() {
        }
    }

    @Test
    void servesFilesOfTheArchive() {
        RawHttp http = new RawHttp(uri());
        Answer large = http.send("GET", "/web/large.txt");
        assertThat(large.status()).isEqualTo(200);
        assertThat(large.body()).isEqualTo(TEXT);
        assertThat(large.header("Last-Modified")).endsWith("GMT");
        Answer part = http.send("GET", "/web/large.txt", "Range: bytes=250001-400003");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 250001-400003/500000");
        assertThat(part.body()).isEqualTo(TEXT.substring(250001, 400004));
        assertThat(http.send("GET", "/web/large.txt", "If-None-Match: " + large.header("ETag")).status()).isEqualTo(304);
        assertThat(http.send("HEAD", "/web/large.txt").header("Content-Length")).isEqualTo("500000");
        assertThat(http.send("GET", "/web/sub/").body()).isEqualTo("start");
        assertThat(http.send("GET", "/web/sub").status()).isEqualTo(301);
        assertThat(http.send("GET", "/web/.hidden").status()).isEqualTo(404);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            String path = "/web" + SpelledPath.random(random).text() + "/../application.properties";
            assertThat(http.send("GET", path).body()).as(path).doesNotContain("quarkus.application");
        }
    }
}
