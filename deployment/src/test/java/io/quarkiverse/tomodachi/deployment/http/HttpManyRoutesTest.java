package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;

/** So many routes that one class could not hold what is recorded of them. */
class HttpManyRoutesTest {

    private static final int ROUTES = 7000;
    private static final int ROUTES_OF_A_CLASS = 200;

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
        for (int from = 0; from < ROUTES; from += ROUTES_OF_A_CLASS) {
            String name = "Many%05d".formatted(from);
            jar.add(new ByteArrayAsset(compile(name, source(name, from))), name + ".class");
        }
    }).overrideConfigKey("quarkus.tomodachi.http.access-log", "false");

    /** The last route of each class matches the paths of the first one, too, and must not come before it. */
    private static String source(String name, int from) {
        StringBuilder source = new StringBuilder("""
                import io.quarkiverse.tomodachi.Http;
                import io.quarkiverse.tomodachi.TomodachiService;
                @TomodachiService("many-%2$d")
                public class %1$s {
                """.formatted(name, from));
        for (int i = from; i < from + ROUTES_OF_A_CLASS; i++) {
            source.append("""
                        @Http.Get("/resource-%1$d/(?<id>[^/]+)") String resource%1$d(String id) { return "%1$d " + id; }
                    """.formatted(i));
        }
        source.append("""
                    @Http.Get("/[a-z]+-%1$d/.*") String other%1$d() { return "other %1$d"; }
                }
                """.formatted(from));
        return source.toString();
    }

    private static byte[] compile(String name, String source) {
        try {
            Path folder = Files.createTempDirectory("many-routes");
            Path file = Files.writeString(folder.resolve(name + ".java"), source);
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-parameters", "-proc:none", "-cp",
                    System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
            assertThat(code).isZero();
            return Files.readAllBytes(folder.resolve(name + ".class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void allAreThereInDeclarationOrder() {
        for (int number : new int[] { 0, 1, 499, 500, 501, 999, 3500, 6800, 6999 }) {
            assertThat(get("/resource-" + number + "/x")).isEqualTo(number + " x");
        }
        assertThat(get("/resource-6800/x/y")).isEqualTo("other 6800");
        assertThat(get("/things-600/x")).isEqualTo("other 600");
        RestAssured.get("/things-601/x").then().statusCode(404);
    }

    private static String get(String path) {
        return RestAssured.get(path).then().statusCode(200).extract().asString();
    }
}
