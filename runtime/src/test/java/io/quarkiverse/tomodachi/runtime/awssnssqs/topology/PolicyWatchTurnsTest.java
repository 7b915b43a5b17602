package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.KeptTasks;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class PolicyWatchTurnsTest {

    private final AtomicInteger calls = new AtomicInteger();
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
        try (KeptTasks timer = new KeptTasks()) {
            PolicyWatch watch = new PolicyWatch(new Queues(clientWithoutMemory(), new Account()), timer);
            ExistingQueue queue = new ExistingQueue("q", "http://q", "arn:aws:sqs:us-east-1:123456789012:q", Map.of());
            watch.changed(queue, "arn:aws:sns:us-east-1:123456789012:a");
            watch.changed(queue, "arn:aws:sns:us-east-1:123456789012:b");
            assertThat(timer.tasks()).hasSize(2);
            timer.tasks().forEach(Runnable::run);
            assertThat(calls).hasValue(2);
        }
    }

    /** As all are that become due while the first one waits for SQS. */
    @Test
    void looks_that_wait_for_the_first_one_take_no_stack() {
        int count = 20_000;
        try (KeptTasks timer = new KeptTasks()) {
            PolicyWatch watch = new PolicyWatch(new Queues(clientWithoutMemory(), new Account()), timer);
            ExistingQueue queue = new ExistingQueue("q", "http://q", "arn:aws:sqs:us-east-1:123456789012:q", Map.of());
            for (int number = 0; number < count; number++) {
                watch.changed(queue, "arn:aws:sns:us-east-1:123456789012:t" + number);
            }
            duringFirst = () -> timer.tasks().subList(1, count).forEach(Runnable::run);
            timer.tasks().get(0).run();
            assertThat(calls).hasValue(count);
        }
    }
}
