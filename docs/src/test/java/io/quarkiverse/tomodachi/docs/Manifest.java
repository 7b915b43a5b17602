package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.yaml.snakeyaml.Yaml;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusProdModeTest;

/** The pod of the deployment in a generated manifest for Kubernetes. */
record Manifest(Map<String, Object> pod) {

    /** What Kubernetes takes if nothing is said. */
    private static final int DEFAULT_GRACE_SECONDS = 30;
    /** For connections and threads. */
    private static final int SECONDS_TO_CLOSE = 5;
    private static final String PAGE = "kubernetes.adoc";
    private static final String PROPERTIES = "src/main/resources/application.properties";

    /** The service of another page, packaged with the properties of this page and further ones. */
    static QuarkusProdModeTest application(String further) {
        return new QuarkusProdModeTest().withApplicationRoot(archive -> {
            Samples.addTo(archive, "lifecycle.adoc");
            archive.add(new StringAsset(properties() + further), "application.properties");
        }).setApplicationName("shop").setApplicationVersion("1")
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-kubernetes", Version.getVersion()),
                        Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));
    }

    static Manifest read(Path build) throws IOException {
        try (Reader reader = Files.newBufferedReader(build.resolve("kubernetes").resolve("kubernetes.yml"))) {
            Map<String, Object> deployment = StreamSupport.stream(new Yaml().loadAll(reader).spliterator(), false)
                    .map(Manifest::map).filter(resource -> "Deployment".equals(resource.get("kind"))).findFirst().orElseThrow();
            return new Manifest(map(map(map(deployment.get("spec")).get("template")).get("spec")));
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    Map<String, Object> container() {
        List<?> containers = (List<?>) pod.get("containers");
        assertThat(containers).hasSize(1);
        return map(containers.get(0));
    }

    Map<String, Object> probe(String name) {
        return map(container().get(name));
    }

    String probePath(String name) {
        return (String) map(probe(name).get("httpGet")).get("path");
    }

    int graceSeconds() {
        return (int) pod.getOrDefault("terminationGracePeriodSeconds", DEFAULT_GRACE_SECONDS);
    }

    /** How long the sleep before SIGTERM is, 0 without one. */
    int preStopSeconds() {
        return container().get("lifecycle") == null ? 0
                : (int) map(map(map(container().get("lifecycle")).get("preStop")).get("sleep")).get("seconds");
    }

    /** The properties that the page shows. */
    static String properties() {
        return Samples.file(PAGE, PROPERTIES);
    }

    /** How long the application may take from SIGTERM on, with the properties of the page and these ones. */
    static int terminationSeconds(String further) {
        Properties all = new Properties();
        try {
            all.load(new StringReader(properties() + further));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seconds(all, "%prod.quarkus.shutdown.delay", null)
                + seconds(all, "quarkus.tomodachi.termination-grace-period", null)
                + seconds(all, "quarkus.tomodachi.stop-timeout", "5S") + SECONDS_TO_CLOSE;
    }

    private static int seconds(Properties properties, String name, String usual) {
        String value = properties.getProperty(name, usual);
        assertThat(value).as(name).isNotNull();
        return (int) Duration.parse("PT" + value).toSeconds();
    }
}
