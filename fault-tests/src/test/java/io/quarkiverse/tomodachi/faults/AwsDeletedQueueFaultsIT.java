package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.faults.Books.Figures;

/** A queue is deleted that has messages and gets more. */
class AwsDeletedQueueFaultsIT extends AwsFaultTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String QUEUE = "blocking";

    @Test
    void isMadeAgainUnderLoad() throws Exception {
        try (Replica application = replica("-Dfaults.pause=50ms"); AwsLoad load = new AwsLoad(broker, QUEUE, 400)) {
            await().atMost(LIMIT).until(() -> ledger.handled() > 200 && broker.visible(QUEUE) > 200);
            AtomicInteger waiting = new AtomicInteger();
            Set<String> before = load.between(() -> waiting.set(deleteQueue()));
            await().atMost(LIMIT).until(() -> broker.exists(QUEUE));
            int some = ledger.handled() + 500;
            await().atMost(LIMIT).until(() -> ledger.handled() > some);
            load.close();
            Figures figures = ledger.count("Queue deleted under load", load);

            Set<String> after = new HashSet<>(load.confirmed());
            after.removeAll(before);
            Set<String> gone = new HashSet<>(figures.lost());
            gone.retainAll(before);
            Set<String> unqueued = new HashSet<>(figures.lost());
            unqueued.retainAll(after);
            int firstQueued = after.stream().filter(id -> !unqueued.contains(id)).mapToInt(AwsLoad::number).min().orElseThrow();
            long late = unqueued.stream().filter(id -> AwsLoad.number(id) > firstQueued).count();
            System.out.printf("%-46s confirmed %6d   handled %6d   dead %3d   lost %d   duplicates %d%n",
                    "Queue deleted under load", load.confirmed().size(), figures.handled(), ledger.dead().size(),
                    figures.lost().size(), figures.duplicates());
            System.out.printf("%-46s waited in the queue %d   were published while there was none %d%n",
                    "... of those lost", waiting.get(), unqueued.size() - late);
            assertThat(gone).as("what nobody had received, and nothing else").hasSize(waiting.get());
            assertThat(late).as("published when the queue was there again").isZero();
            assertThat(figures.duplicates()).isZero();
            assertThat(ledger.dead()).isEmpty();
            await().atMost(LIMIT).until(application::isReady);
            assertThat(application.terminate()).as(application::output).isZero();
        }
    }

    /** While nobody receives, so that it is known what it had. @return how many messages waited in it */
    private int deleteQueue() {
        broker.does(Faults.none().fail(1).onlyOn("sqs.ReceiveMessage").onlyFor(QUEUE));
        AtomicInteger waiting = new AtomicInteger();
        // receives that have begun before
        await().during(Duration.ofMillis(300)).atMost(LIMIT)
                .until(() -> waiting.getAndSet(broker.visible(QUEUE)) == broker.visible(QUEUE));
        broker.deleteQueue(QUEUE);
        broker.doesWell();
        return waiting.get();
    }
}
