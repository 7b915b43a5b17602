package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ContainerDecisionTest {

    private static final Path HOME = Path.of("/home/anna");

    /** In these tests, what is in a file stands in the environment under the file's name. */
    private static final String SETTINGS = "/home/anna/.testcontainers.properties";

    private static ContainerEngine engine(Map<String, String> environment, String... files) {
        Set<String> existing = Set.of(files);
        return new ContainerEngine(environment, HOME, file -> existing.contains(file.toString()),
                file -> environment.getOrDefault(file.toString(), ""));
    }

    private static boolean mustNotBeAsked() {
        throw new AssertionError("the engine was asked without a sign of one");
    }

    @Test
    void looksForSignsOfAnEngine() {
        assertThat(engine(Map.of()).isLikely()).isFalse();
        assertThat(engine(Map.of("DOCKER_HOST", "tcp://example:2375")).isLikely()).isTrue();
        assertThat(engine(Map.of(), "/var/run/docker.sock").isLikely()).isTrue();
        assertThat(engine(Map.of(SETTINGS, "testcontainers.reuse.enable=false")).isLikely()).isFalse();
        assertThat(engine(Map.of(SETTINGS, "#\ndocker.host=tcp\\://example\\:2375")).isLikely()).isTrue();
        assertThat(engine(Map.of("XDG_RUNTIME_DIR", "/run/user/1"), "/run/user/1/podman/podman.sock").isLikely()).isTrue();
        assertThat(engine(Map.of(), "/run/user/1/podman/podman.sock").isLikely()).isFalse();
    }

    @Test
    void usesContainersOnlyIfAnEngineAnswers() {
        ContainerEngine likely = engine(Map.of(), "/var/run/docker.sock");
        assertThat(likely.decide(BrokerMode.AUTO, () -> true)).isEqualTo(BrokerMode.CONTAINER);
        assertThat(likely.decide(BrokerMode.AUTO, () -> false)).isEqualTo(BrokerMode.EMBEDDED);
        assertThat(likely.decide(BrokerMode.CONTAINER, () -> true)).isEqualTo(BrokerMode.CONTAINER);
    }

    @Test
    void asksNobodyWithoutASign() {
        assertThat(engine(Map.of()).decide(BrokerMode.AUTO, ContainerDecisionTest::mustNotBeAsked))
                .isEqualTo(BrokerMode.EMBEDDED);
        assertThat(engine(Map.of(), "/var/run/docker.sock").decide(BrokerMode.EMBEDDED,
                ContainerDecisionTest::mustNotBeAsked)).isEqualTo(BrokerMode.EMBEDDED);
    }

    @Test
    void failsClearlyIfContainersAreDemanded() {
        assertThatThrownBy(() -> engine(Map.of()).decide(BrokerMode.CONTAINER, () -> false))
                .hasMessageContaining("quarkus.tomodachi.devservices.mode").hasMessageContaining("embedded");
    }

    @Test
    void refusesImagesThatNeedATokenWithoutOne() {
        for (String image : new String[] { "localstack/localstack", "localstack/localstack:latest",
                "localstack/localstack:2026.03.0", "mirror:5000/localstack/localstack:4.15.1", "localstack/localstack:5",
                "localstack/localstack:stable", "localstack/localstack:latest-arm64", "localstack/localstack-pro:4.1",
                "localstack/localstack:2026.03.0-amd64" }) {
            assertThat(LocalStackImage.needsToken(image)).as(image).isTrue();
            assertThatThrownBy(() -> LocalStackImage.check(image, Map.of())).hasMessageContaining(LocalStack.TOKEN);
            assertThatCode(() -> LocalStackImage.check(image, Map.of(LocalStack.TOKEN, "t"))).doesNotThrowAnyException();
        }
        for (String image : new String[] { "localstack/localstack:4.13", "localstack/localstack:4.14.0",
                "localstack/localstack:3.8.1", "localstack/localstack:4.14.0-arm64", "mirror/localstack:4",
                "floci/floci:latest" }) {
            assertThat(LocalStackImage.needsToken(image)).as(image).isFalse();
        }
    }
}
