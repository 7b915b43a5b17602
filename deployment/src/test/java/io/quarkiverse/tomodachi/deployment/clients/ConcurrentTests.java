package io.quarkiverse.tomodachi.deployment.clients;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingConsumer;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;

/**
 * For a {@link org.junit.jupiter.api.TestFactory}: tests that mostly wait run at the same time, each still with a result of its
 * own, though not with its time. JUnit itself would then have all tests leave the main thread, which those of Quarkus must not.
 */
public final class ConcurrentTests {

    private ConcurrentTests() {
    }

    /**
     * Starts them.
     *
     * @param threads how many run at a time
     */
    public static List<DynamicTest> of(int threads, DynamicTest... tests) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, new DaemonThreads("tests"));
        List<DynamicTest> all = new ArrayList<>();
        for (DynamicTest test : tests) {
            Future<Throwable> outcome = executor.submit(() -> failure(test.getExecutable()));
            all.add(dynamicTest(test.getDisplayName(), () -> await(outcome)));
        }
        executor.shutdown();
        return all;
    }

    /**
     * Starts one for each row, two at a time.
     *
     * @param rows values with a comma and a space between them
     * @param test given the values of a row
     */
    public static List<DynamicTest> ofRows(List<String> rows, ThrowingConsumer<String[]> test) {
        return of(2, rows.stream().map(row -> dynamicTest(row, () -> test.accept(row.split(", "))))
                .toArray(DynamicTest[]::new));
    }

    private static Throwable failure(Executable test) {
        try {
            test.execute();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static void await(Future<Throwable> outcome) throws Throwable {
        Throwable failure = outcome.get();
        if (failure != null) {
            throw failure;
        }
    }
}
