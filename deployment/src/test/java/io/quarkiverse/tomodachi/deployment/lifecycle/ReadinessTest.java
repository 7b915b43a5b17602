package io.quarkiverse.tomodachi.deployment.lifecycle;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class ReadinessTest {

    private static final String SEEN = "tomodachi.test.readiness";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Probed.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .setAfterUndeployListener(() -> assertThat(System.clearProperty(SEEN)).startsWith("503 200 ")
                    .contains("Tomodachi services", "\"terminating\""));

    @TomodachiService("probed")
    static class Probed {

        @Http.Get("/work")
        String work() {
            return "done";
        }

        @StoppingService
        void stopping() throws IOException, InterruptedException {
            HttpClient client = HttpClient.newHttpClient();
            var readiness = client.send(probe("ready"), BodyHandlers.ofString());
            var liveness = client.send(probe("live"), BodyHandlers.ofString());
            System.setProperty(SEEN, readiness.statusCode() + " " + liveness.statusCode() + " " + readiness.body());
        }

        /** The port is not known yet when the service is created. */
        private HttpRequest probe(String kind) {
            int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", int.class);
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/" + kind)).build();
        }
    }

    @Test
    void isUpWhileTheServicesTakeWork() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200)
                .body("checks.find { it.name == 'Tomodachi services' }.data.state", equalTo("ready")));
        when().get("/q/health/live").then().statusCode(200).body("checks.name", not(hasItem("Tomodachi services")));
    }
}
