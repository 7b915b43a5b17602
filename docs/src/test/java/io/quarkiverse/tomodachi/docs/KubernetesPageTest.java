package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** The manifest that is made with the properties of the page about Kubernetes has what the page says. */
class KubernetesPageTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = Manifest.application("");

    @ProdBuildResults
    ProdModeTestResults built;

    @Test
    void hasProbesAndFitsTheGracePeriod() throws IOException {
        Manifest manifest = Manifest.read(built.getBuildDir());
        assertThat(manifest.probePath("startupProbe")).isEqualTo("/q/health/started");
        assertThat(manifest.probePath("readinessProbe")).isEqualTo("/q/health/ready");
        assertThat(manifest.probePath("livenessProbe")).isEqualTo("/q/health/live");
        assertThat(manifest.probe("readinessProbe")).containsEntry("periodSeconds", 2);
        assertThat(manifest.pod()).doesNotContainKey("terminationGracePeriodSeconds");
        assertThat(manifest.container()).doesNotContainKey("lifecycle");
        assertThat(manifest.graceSeconds()).isEqualTo(30).isGreaterThanOrEqualTo(Manifest.terminationSeconds(""));
    }

    /** The probes ask what is there, and the properties are those of the application. */
    @Test
    void probesAreAnswered() throws Exception {
        try (SampleProcess process = SampleProcess.start(built.getBuiltArtifactPath(), "quarkus.shutdown.delay=0.1S")) {
            process.awaitOutput("Service warehouse is ready");
            Manifest manifest = Manifest.read(built.getBuildDir());
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(process.status(manifest.probePath(probe))).as(probe).isEqualTo(200);
            }
            process.terminate();
            assertThat(process.exitCode()).isZero();
        }
    }
}
