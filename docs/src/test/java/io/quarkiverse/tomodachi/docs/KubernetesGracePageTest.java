package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** What the page about Kubernetes adds to the manifest for handlers that take longer is in it. */
class KubernetesGracePageTest {

    private static final String PAGE = "kubernetes.adoc";
    private static final Path ADDITION = Path.of("src/main/kubernetes/kubernetes.yml");

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = KubernetesSources.add(Manifest.application(longer()), ADDITION,
            Samples.file(PAGE, ADDITION.toString()));

    private static String longer() {
        return Samples.file(PAGE, "src/main/resources/application.properties, for handlers that take a minute");
    }

    @ProdBuildResults
    ProdModeTestResults built;

    @Test
    void hasTheGracePeriodAndTheHook() throws IOException {
        Manifest manifest = Manifest.read(built.getBuildDir());
        assertThat(manifest.pod()).containsKey("terminationGracePeriodSeconds");
        assertThat(manifest.preStopSeconds()).isPositive();
        assertThat(manifest.graceSeconds())
                .isGreaterThanOrEqualTo(manifest.preStopSeconds() + Manifest.terminationSeconds(longer()));
        assertThat(manifest.probePath("readinessProbe")).isEqualTo("/q/health/ready");
        assertThat(manifest.container()).containsKey("image");
    }
}
