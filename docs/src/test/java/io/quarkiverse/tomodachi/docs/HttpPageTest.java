package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** The service that the page about HTTP shows answers as the page says. */
class HttpPageTest {

    private static final String PAGE = "http.adoc";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(HttpPageTest::addSamples)
            .overrideConfigKey("quarkus.http.test-port", "0");

    @TestHTTPResource("/")
    URI server;

    private static void addSamples(JavaArchive archive) {
        try {
            archive.addClasses(Samples.class, HttpExchange.class).add(new StringAsset("hello\n"), "tour/hello.txt");
            Path classes = Files.createTempDirectory("samples");
            Samples.of(Samples.text(PAGE)).compile(classes);
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    archive.add(new ByteArrayAsset(Files.readAllBytes(file)), classes.relativize(file).toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    List<DynamicTest> exchanges() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        List<HttpExchange> exchanges = HttpExchange.of(Samples.text(PAGE));
        assertThat(exchanges).hasSizeGreaterThan(20);
        return exchanges.stream().map(exchange -> DynamicTest.dynamicTest(exchange.name(), () -> exchange.play(client, server)))
                .toList();
    }
}
