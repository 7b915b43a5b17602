package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static io.quarkiverse.tomodachi.runtime.amqp.consume.TestConsumers.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;

/** Queues that nobody consumes, as those of handlers that are paused, and that are declared anew ten times in a second. */
class KeptTopologiesTest {

    private static final int HANDLERS = 20;
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Map<String, Object> ARGUMENTS = Map.of("x-expires", 300);

    private final LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.amqp");
    private final TestConsumers consumers = new TestConsumers();
    private final NotingExecutor executor = new NotingExecutor();
    private final KeptTopologies topologies = new KeptTopologies(new TransportExecutors(executor, executor));

    @AfterEach
    void close() {
        topologies.stop();
        executor.shutdownNow();
        consumers.close();
        events.close();
    }

    @Test
    void areDeclaredOverOneChannel() {
        keep();
        for (int deletion = 0; deletion < 3; deletion++) {
            awaitDeclaredAgain(0);
            awaitDeclaredAgain(HANDLERS - 1);
        }

        assertOpened(1, consumers.broker.openedChannels());
    }

    /** A queue may be gone between its declaration and its binding, which the broker closes the channel for. */
    private void assertOpened(long least, long opened) {
        long refusals = events.fields().stream().filter(fields -> "topology-refused".equals(fields.get("event"))).count();
        assertThat(opened).isBetween(least, refusals + 1);
    }

    @Test
    void areDeclaredOverAnotherChannelAfterOneWasRefused() throws Exception {
        consumers.take(queue(HANDLERS / 2));
        long before = consumers.broker.openedChannels();
        keep();
        for (int deletion = 0; deletion < 3; deletion++) {
            awaitDeclaredAgain(0);
            awaitDeclaredAgain(HANDLERS - 1);
        }

        assertOpened(2, consumers.broker.openedChannels() - before);
        assertThat(events.texts()).filteredOn(text -> text.startsWith("ERROR") && text.contains(queue(HANDLERS / 2)))
                .singleElement().asString().contains("could not be declared again", "PRECONDITION_FAILED");
    }

    /** No burst at the end of each round. */
    @Test
    void areSpreadOverTheRound() {
        long begin = System.nanoTime();
        keep();
        await().atMost(LIMIT).until(() -> consumers.broker.queue(queue(HANDLERS - 1)).isPresent());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(ROUND);
        assertThat(executor.delays).hasSizeGreaterThanOrEqualTo(HANDLERS)
                .allSatisfy(delay -> assertThat(delay).isLessThanOrEqualTo(ROUND.dividedBy(HANDLERS)));
    }

    private void keep() {
        topologies.keep(IntStream.range(0, HANDLERS)
                .mapToObj(number -> consumers.consumer(queue(number), "topic", ARGUMENTS)).toList());
    }

    private void awaitDeclaredAgain(int number) {
        consumers.broker.deleteQueue(queue(number));
        await().atMost(LIMIT).until(() -> consumers.broker.queue(queue(number)).isPresent());
    }

    private static String queue(int number) {
        return "kept-" + number;
    }

    /** Notes how long it was to wait. */
    private static final class NotingExecutor extends ScheduledThreadPoolExecutor {

        private final List<Duration> delays = new CopyOnWriteArrayList<>();

        NotingExecutor() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            delays.add(Duration.ofNanos(unit.toNanos(delay)));
            return super.schedule(task, delay, unit);
        }
    }
}
