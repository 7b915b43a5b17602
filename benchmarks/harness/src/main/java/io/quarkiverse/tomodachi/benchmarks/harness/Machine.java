package io.quarkiverse.tomodachi.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processors the server or client and the load or broker run on. */
final class Machine {

    private static final boolean PINNED = Runtime.getRuntime().availableProcessors() > 1
            && Files.isExecutable(Path.of("/usr/bin/taskset"));

    private Machine() {
    }

    static List<String> onFirstProcessor(List<String> command) {
        return pinned(0, command);
    }

    static List<String> onSecondProcessor(List<String> command) {
        return pinned(1, command);
    }

    private static List<String> pinned(int processor, List<String> command) {
        if (!PINNED) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("taskset", "-c", String.valueOf(processor)));
        all.addAll(command);
        return all;
    }

    static String describe(Options options) {
        return "Java %s, %d processors, %s; java %s; %d forks, %d rounds each".formatted(Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                PINNED ? "the server on the first, the load on the second" : "server and load not pinned",
                String.join(" ", options.javaOptions()), options.forks(), options.rounds());
    }
}
