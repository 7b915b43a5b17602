package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        Map<String, String> sources = new TreeMap<>();
        for (int from = 0; from < ROUTES; from += ROUTES_OF_A_CLASS) {
            String name = "Many%05d".formatted(from);
            sources.put(name, source(name, from));
        }
        compile(sources).forEach((name, code) -> jar.add(new ByteArrayAsset(code), name + ".class"));
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

    /** Both by the names of the classes, and with one call of the compiler, as each reads the class path anew. */
    private static Map<String, byte[]> compile(Map<String, String> sources) {
        try {
            Path folder = Files.createTempDirectory("many-routes");
            List<String> arguments = new ArrayList<>(List.of("-parameters", "-proc:none", "-cp",
                    System.getProperty("java.class.path"), "-d", folder.toString()));
            for (Map.Entry<String, String> source : sources.entrySet()) {
                arguments.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()).toString());
            }
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
            assertThat(code).isZero();
            Map<String, byte[]> compiled = new TreeMap<>();
            for (String name : sources.keySet()) {
                compiled.put(name, Files.readAllBytes(folder.resolve(name + ".class")));
            }
            return compiled;
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
