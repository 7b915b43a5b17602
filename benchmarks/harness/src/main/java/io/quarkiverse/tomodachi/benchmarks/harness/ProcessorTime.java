package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processor time of a process. Linux counts that of a process in steps of ten milliseconds, which is too coarse for a short
 * load, and that of threads in nanoseconds; but what threads used that have ended in between is only in the former.
 */
final class ProcessorTime {

    private static final long STEP_NANOS = 10_000_000;

    /** The threads of the compilers of the JVM. */
    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

    private final Server process;
    private final Map<Path, Long> threads;
    private final long all;

    private ProcessorTime(Server process) {
        this.process = process;
        this.threads = threads(process.pid());
        this.all = process.cpu().toNanos();
    }

    static ProcessorTime begin(Server process) {
        return new ProcessorTime(process);
    }

    Used used() {
        long coarse = process.cpu().toNanos() - all;
        long fine = 0;
        long compilers = 0;
        for (Map.Entry<Path, Long> thread : threads(process.pid()).entrySet()) {
            long nanos = thread.getValue() - threads.getOrDefault(thread.getKey(), 0L);
            fine += nanos;
            compilers += isCompiler(thread.getKey()) ? nanos : 0;
        }
        return new Used(Math.max(fine, coarse - STEP_NANOS), compilers);
    }

    private static boolean isCompiler(Path thread) {
        try {
            return COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt();
        } catch (IOException e) {
            // it has ended since it was listed
            return false;
        }
    }

    private static Map<Path, Long> threads(long pid) {
        Map<Path, Long> times = new HashMap<>();
        try (Stream<Path> folders = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path folder : folders.toList()) {
                time(folder, times);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private static void time(Path thread, Map<Path, Long> times) {
        try {
            times.put(thread, Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]));
        } catch (IOException e) {
            // it has ended since it was listed
        }
    }

    /**
     * @param nanos of the whole process
     * @param compilerNanos of the compilers of the JVM
     */
    record Used(long nanos, long compilerNanos) {
    }
}
