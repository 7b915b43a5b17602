package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class PolicyWatchTurnsTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final List<Runnable> tasks = new ArrayList<>();
    private Runnable duringFirst = () -> {
    };

    private SqsAsyncClient clientWithoutMemory() {
        return (SqsAsyncClient) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { SqsAsyncClient.class },
                (proxy, method, arguments) -> {
                    if (calls.incrementAndGet() == 1) {
                        duringFirst.run();
                    }
                    throw new OutOfMemoryError("on purpose");
                });
    }

    @Test
    void a_look_that_ends_with_an_error_holds_up_no_other_one() {
        try (Timer timer = new Timer()) {
            PolicyWatch watch = new PolicyWatch(new Queues(clientWithoutMemory(), new Account()), timer);
            ExistingQueue queue = new ExistingQueue("q", "http://q", "arn:aws:sqs:us-east-1:123456789012:q", Map.of());
            watch.changed(queue, "arn:aws:sns:us-east-1:123456789012:a");
            watch.changed(queue, "arn:aws:sns:us-east-1:123456789012:b");
            assertThat(tasks).hasSize(2);
            tasks.forEach(Runnable::run);
            assertThat(calls).hasValue(2);
        }
    }

    /** As all are that become due while the first one waits for SQS. */
    @Test
    void looks_that_wait_for_the_first_one_take_no_stack() {
        int count = 20_000;
        try (Timer timer = new Timer()) {
            PolicyWatch watch = new PolicyWatch(new Queues(clientWithoutMemory(), new Account()), timer);
            ExistingQueue queue = new ExistingQueue("q", "http://q", "arn:aws:sqs:us-east-1:123456789012:q", Map.of());
            for (int number = 0; number < count; number++) {
                watch.changed(queue, "arn:aws:sns:us-east-1:123456789012:t" + number);
            }
            duringFirst = () -> tasks.subList(1, count).forEach(Runnable::run);
            tasks.get(0).run();
            assertThat(calls).hasValue(count);
        }
    }

    /** Keeps what is to be done later. */
    private final class Timer extends ScheduledThreadPoolExecutor implements AutoCloseable {

        Timer() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            tasks.add(task);
            return null;
        }

        @Override
        public void close() {
            shutdownNow();
        }
    }
}
