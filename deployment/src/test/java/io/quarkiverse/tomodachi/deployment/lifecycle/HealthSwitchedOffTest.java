package io.quarkiverse.tomodachi.deployment.lifecycle;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class HealthSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Unprobed.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .overrideConfigKey("quarkus.tomodachi.health.enabled", "false");

    @TomodachiService("unprobed")
    static class Unprobed {

        @Http.Get("/work")
        String work() {
            return "done";
        }
    }

    @Test
    void leavesOutBothChecks() {
        List<String> checks = when().get("/q/health").then().statusCode(200).extract().jsonPath().getList("checks.name");
        assertThat(checks).noneMatch(name -> name.startsWith("Tomodachi"));
        assertThat(when().get("/work").asString()).isEqualTo("done");
    }
}
