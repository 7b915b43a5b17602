package io.quarkiverse.tomodachi.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Where nobody watches, no object is made for anybody who could: not one byte in many calls, whatever the compiler does. */
class UnobservedAllocationTest {

    private static final int CALLS = 10_000;
    /** Less than one byte for each call; the first one of some code may load something. */
    private static final long NOTHING = CALLS / 2;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final HandlerDescription HANDLER = Handlers.of("org.acme.Shop#sold(String)", "amqp");

    private static long allocatedBy(Runnable call) {
        call.run();
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }

    /** Or the other figures would say nothing. */
    @Test
    void seesWhatIsAllocated() {
        Object[] last = new Object[1];
        assertThat(allocatedBy(() -> last[0] = new byte[16])).isGreaterThan(16L * CALLS);
    }

    @Test
    void publishes() {
        PublishObservers observers = new PublishObservers(List.of(), List.of());
        assertThat(allocatedBy(() -> {
            Publishing publishing = observers.begin(() -> {
                throw new AssertionError("asked for a target that nobody wants");
            });
            if (!publishing.fields().isEmpty()) {
                throw new AssertionError("sends fields along that nobody wants");
            }
            publishing.ended("id", null);
        })).isLessThan(NOTHING);
        assertThat(observers.begin(() -> null)).isSameAs(Publishing.NONE);
        assertThat(Publishing.NONE.fields()).isSameAs(Map.of());
    }

    @Test
    void callsToBrokers() {
        IntConsumer publishing = new PublishObservers(List.of(), List.of()).calls("aws-sns-sqs", "orders");
        IntConsumer receiving = BatchObserver.all(List.of(), observer -> observer.receiving("aws-sns-sqs", "stock"));
        assertThat(allocatedBy(() -> {
            publishing.accept(10);
            receiving.accept(10);
        })).isLessThan(NOTHING);
    }

    @Test
    void schedulesThatAreSkipped() {
        SkipObservers observers = new SkipObservers(List.of());
        assertThat(allocatedBy(() -> observers.skipped(HANDLER, "1s", SkipObserver.Reason.OVERLAP, 1))).isLessThan(NOTHING);
    }
}
