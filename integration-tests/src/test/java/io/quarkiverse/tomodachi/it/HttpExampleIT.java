package io.quarkiverse.tomodachi.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged application. */
@QuarkusIntegrationTest
class HttpExampleIT extends HttpExampleTest {

    @Test
    @DisabledOnIntegrationTest(value = "a native executable has no folder of libraries", forArtifactTypes = DisabledOnIntegrationTest.ArtifactType.NATIVE_BINARY)
    void isPackagedWithoutBrokers() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target", "quarkus-app"))) {
            List<String> jars = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")).toList();
            assertThat(jars).anyMatch(name -> name.contains("quarkus-tomodachi-1"))
                    .noneMatch(name -> name.contains("devservices-a") || name.contains("event-ruler")
                            || name.contains("testcontainers") || name.contains("tomodachi-deployment"));
        }
    }
}
