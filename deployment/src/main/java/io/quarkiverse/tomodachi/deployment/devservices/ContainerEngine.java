package io.quarkiverse.tomodachi.deployment.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** Decides whether brokers run in containers. */
final class ContainerEngine {

    private final Map<String, String> environment;
    private final Path home;
    private final Predicate<Path> exists;
    private final Function<Path, String> read;

    ContainerEngine(Map<String, String> environment, Path home, Predicate<Path> exists, Function<Path, String> read) {
        this.read = read;
        this.environment = environment;
        this.home = home;
        this.exists = exists;
    }

    static ContainerEngine ofThisMachine() {
        return new ContainerEngine(System.getenv(), Path.of(System.getProperty("user.home")), Files::exists,
                ContainerEngine::read);
    }

    /**
     * Decides. The full check, which takes a second and logs an error where there is no engine, is made only if there is a sign
     * of
     * one.
     *
     * @param check the full check
     * @return {@code CONTAINER} or {@code EMBEDDED}
     * @throws IllegalStateException if containers are demanded and there is no engine
     */
    BrokerMode decide(BrokerMode wanted, BooleanSupplier check) {
        if (wanted == BrokerMode.EMBEDDED) {
            return BrokerMode.EMBEDDED;
        }
        if (isLikely() && check.getAsBoolean()) {
            return BrokerMode.CONTAINER;
        }
        if (wanted == BrokerMode.CONTAINER) {
            throw new IllegalStateException("quarkus.tomodachi.devservices.mode is 'container' but no container engine answers;"
                    + " start one, or set the mode to 'auto' or 'embedded'");
        }
        return BrokerMode.EMBEDDED;
    }

    boolean isLikely() {
        return environment.containsKey("DOCKER_HOST") || environment.containsKey("TESTCONTAINERS_HOST_OVERRIDE")
                || isConfigured() || sockets().stream().anyMatch(exists);
    }

    /** Testcontainers writes its file even where there is no engine, so that only what it says counts. */
    private boolean isConfigured() {
        String settings = read.apply(home.resolve(".testcontainers.properties"));
        return settings.lines().anyMatch(line -> line.startsWith("docker.host") || line.startsWith("tc.host"));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private List<Path> sockets() {
        List<Path> sockets = new ArrayList<>(List.of(Path.of("/var/run/docker.sock"), Path.of("/run/podman/podman.sock"),
                home.resolve(".docker/run/docker.sock"), home.resolve(".docker/desktop/docker.sock"),
                home.resolve(".colima/default/docker.sock"), home.resolve(".rd/docker.sock"),
                home.resolve(".orbstack/run/docker.sock")));
        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (runtime != null) {
            sockets.add(Path.of(runtime, "docker.sock"));
            sockets.add(Path.of(runtime, "podman", "podman.sock"));
        }
        if (environment.containsKey("SystemRoot")) {
            sockets.add(Path.of("\\\\.\\pipe\\docker_engine"));
        }
        return sockets;
    }
}
