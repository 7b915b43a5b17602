package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

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
        archive.addClasses(Samples.class, HttpExchange.class).add(new StringAsset("hello\n"), "tour/hello.txt");
        Samples.addTo(archive, PAGE);
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
