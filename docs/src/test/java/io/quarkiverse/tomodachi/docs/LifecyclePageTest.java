package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** The service that the page about start and end shows ends as the page says. */
class LifecyclePageTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(archive -> Samples.addTo(archive, "lifecycle.adoc"))
            .setApplicationName("lifecycle-page").setApplicationVersion("1");

    @ProdBuildResults
    ProdModeTestResults built;

    @Test
    void endsWithTheCodeThatItAsksFor() throws Exception {
        try (SampleProcess process = SampleProcess.start(built.getBuiltArtifactPath())) {
            process.awaitOutput("Service warehouse is ready");
            assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(process.server().resolve("/burn-down"))
                    .POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding()).statusCode()).isEqualTo(200);
            assertThat(process.exitCode()).isEqualTo(3);
            assertThat(process.output()).contains("exit(3) was called", "Service warehouse has stopped");
        }
    }

    @Test
    void endsInOrderWhenItIsToldTo() throws Exception {
        try (SampleProcess process = SampleProcess.start(built.getBuiltArtifactPath())) {
            process.awaitOutput("Service warehouse is ready");
            process.terminate();
            assertThat(process.exitCode()).isZero();
            assertThat(process.output()).containsSubsequence("Starting service warehouse",
                    "Service warehouse is ready", "Received SIGTERM", "Service warehouse is stopping",
                    "Service warehouse has stopped");
        }
    }
}
