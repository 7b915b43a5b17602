package io.quarkiverse.tomodachi.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged application.
 *
 * @param properties system properties, as {@code name=value}
 */
record Application(String name, Path jar, List<String> properties) {

    static Application quarkus(Path applications, String name) {
        return quarkus(applications, name, List.of());
    }

    static Application quarkus(Path applications, String name, List<String> properties) {
        return new Application(name, applications.resolve(name + "/target/quarkus-app/quarkus-run.jar"), properties);
    }

    /** With its libraries beside it. */
    static Application program(Path applications, String name, List<String> properties) {
        return new Application(name, applications.resolve(name + "/target/" + name + ".jar"), properties);
    }

    /** The same one under another name, with one more property. */
    Application with(String otherName, String property) {
        List<String> all = new ArrayList<>(properties);
        all.add(property);
        return new Application(otherName, jar, all);
    }

    List<String> command(Options options, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.javaOptions());
        properties.forEach(property -> command.add("-D" + property));
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }
}
