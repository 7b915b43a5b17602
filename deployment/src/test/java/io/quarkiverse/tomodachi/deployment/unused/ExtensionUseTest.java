package io.quarkiverse.tomodachi.deployment.unused;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.model.ApplicationModelBuilder;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;
import io.quarkus.scheduler.Scheduler;

class ExtensionUseTest {

    private static final ArtifactKey SCHEDULER = ArtifactKey.ga("io.quarkus", "quarkus-scheduler");
    private static final Set<String> SCHEDULERS = Set.of("io.quarkus.scheduler.");
    private static final Set<String> MESSAGING = Set.of(AmqpPublisher.class.getName(),
            "org.eclipse.microprofile.reactive.messaging.");

    static class Nothing {
        String scheduler;
    }

    static class ByField {
        @Inject
        Instance<Scheduler> schedulers;
    }

    static class ByCode {
        boolean runs() {
            return CDI.current().select(Scheduler.class).isResolvable();
        }
    }

    static class ByAnnotation {
        @Channel("words")
        Object words;
    }

    static class ByParameter {
        void publisher(Instance<? extends AmqpPublisher> publishers) {
        }
    }

    static class ByResult {
        List<Message<String>[]> messages() {
            return null;
        }
    }

    @Test
    void whateverRefersToAnExtensionUsesIt() throws IOException {
        assertThat(refers(Nothing.class, SCHEDULERS)).isFalse();
        assertThat(refers(Nothing.class, MESSAGING)).isFalse();
        assertThat(refers(ByField.class, SCHEDULERS)).isTrue();
        assertThat(refers(ByField.class, MESSAGING)).isFalse();
        assertThat(refers(ByCode.class, SCHEDULERS)).isTrue();
        assertThat(refers(ByAnnotation.class, MESSAGING)).isTrue();
        assertThat(refers(ByParameter.class, MESSAGING)).isTrue();
        assertThat(refers(ByResult.class, MESSAGING)).isTrue();
    }

    private static boolean refers(Class<?> type, Set<String> names) throws IOException {
        IndexView index = Index.of(type, Scheduler.class, Message.class, Channel.class);
        return new ExtensionUse(null, index, Index.of(type)).isReferred(names);
    }

    @Test
    void whatOtherDependenciesBringIsWanted() {
        assertThat(isWanted("io.quarkiverse.tomodachi:quarkus-tomodachi")).isFalse();
        assertThat(isWanted("io.quarkiverse.tomodachi:quarkus-tomodachi", "io.quarkus:quarkus-scheduler")).isTrue();
        assertThat(isWanted("io.quarkiverse.tomodachi:quarkus-tomodachi", "org.acme:jobs")).isTrue();
        assertThat(isWanted()).as("a build that does not tell the dependencies").isTrue();
    }

    private static boolean isWanted(String... direct) {
        ApplicationModel model = new ApplicationModelBuilder().setAppArtifact(artifact("org.acme:app", direct))
                .addDependency(artifact("io.quarkiverse.tomodachi:quarkus-tomodachi", "io.quarkus:quarkus-scheduler"))
                .addDependency(artifact("org.acme:jobs", "io.quarkus:quarkus-quartz"))
                .addDependency(artifact("io.quarkus:quarkus-quartz", "io.quarkus:quarkus-scheduler"))
                .addDependency(artifact("io.quarkus:quarkus-scheduler")).build();
        return new ExtensionUse(model, null, null).isWanted(SCHEDULER);
    }

    private static ResolvedDependencyBuilder artifact(String name, String... dependencies) {
        return ResolvedDependencyBuilder.newInstance().setCoords(coordinates(name)).setRuntimeCp()
                .setDeploymentCp()
                .setDependencies(Stream.of(dependencies).map(ExtensionUseTest::coordinates).toList());
    }

    private static ArtifactCoords coordinates(String name) {
        return ArtifactCoords.jar(name.substring(0, name.indexOf(':')), name.substring(name.indexOf(':') + 1), "1");
    }
}
