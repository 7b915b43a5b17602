package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux tells about a process. */
final class ProcessFacts {

    private static final String ESTABLISHED = "01";

    private final Path folder;

    ProcessFacts(long pid) {
        folder = Path.of("/proc", String.valueOf(pid));
    }

    double residentMegabytes() throws IOException {
        return status("VmRSS:") / 1024.0;
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(folder.resolve("status")).stream().filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    /** How many connections the process has to a port. */
    long connections(int port) throws IOException {
        Set<String> inodes = sockets();
        String end = ":%04X".formatted(port);
        long count = 0;
        for (String table : List.of("net/tcp", "net/tcp6")) {
            count += Files.readAllLines(folder.resolve(table)).stream().skip(1).map(line -> line.trim().split("\\s+"))
                    .filter(fields -> fields[2].endsWith(end) && fields[3].equals(ESTABLISHED) && inodes.contains(fields[9]))
                    .count();
        }
        return count;
    }

    private Set<String> sockets() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
            return files.map(ProcessFacts::target).filter(target -> target.startsWith("socket:"))
                    .map(target -> target.replaceAll("\\D", "")).collect(Collectors.toSet());
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // closed meanwhile
            return "";
        }
    }
}
