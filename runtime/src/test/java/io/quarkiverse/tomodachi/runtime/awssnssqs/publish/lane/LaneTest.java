package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallLimits;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.PendingPublications;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Room;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Destination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Route;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Several threads publish a lot, calls overtake each other, and some calls and entries fail. */
class LaneTest {

    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 4_000;
    private static final int GROUPS = 50;
    private static final int UNCONFIRMED = 300;
    private static final int MOST_CALLS = 25;

    private final ScheduledExecutorService network = Executors.newScheduledThreadPool(2);
    private final Threads threads = new Threads();
    private final PendingPublications pending = new PendingPublications(threads, new Room(10_000, Long.MAX_VALUE));
    private final Map<String, ConcurrentLinkedQueue<Integer>> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger mostCalls = new AtomicInteger();

    /** Without Quarkus, threads that use Mutiny for the first time at once get in each other's way. */
    @BeforeAll
    static void prepareMutiny() {
        Uni.createFrom().voidItem().subscribe().with(nothing -> {
            // it is there now
        });
    }

    @AfterEach
    void end() {
        network.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void each_message_is_accepted_and_told_once_and_groups_keep_their_order(boolean fifo) throws Exception {
        Lane lane = new Lane(new Place(fifo), threads, size -> {
        });
        CountDownLatch told = new CountDownLatch(PUBLISHERS * MESSAGES);
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            String name = "publisher " + i;
            Thread publisher = new Thread(() -> publish(name, fifo, lane, told, failures));
            // so that one that is stuck keeps no JVM from its end
            publisher.setDaemon(true);
            publisher.start();
        }
        assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(mostCalls).hasValueLessThanOrEqualTo(MOST_CALLS);
        assertThat(accepted.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum()).isEqualTo(PUBLISHERS * MESSAGES);
        assertThat(accepted.values()).allSatisfy(numbers -> assertThat(List.copyOf(numbers)).doesNotHaveDuplicates());
        if (fifo) {
            assertThat(accepted.values()).allSatisfy(numbers -> assertThat(List.copyOf(numbers)).isSorted());
        }
    }

    private void publish(String name, boolean fifo, Lane lane, CountDownLatch told, List<Throwable> failures) {
        Semaphore permits = new Semaphore(UNCONFIRMED);
        for (int i = 0; i < MESSAGES; i++) {
            permits.acquireUninterruptibly();
            String group = name + ", group " + i % GROUPS;
            Content content = new Content(group + ":" + i, Map.of(), 1, fifo ? group : null, null, null, Instant.EPOCH, null);
            pending.send("queue q", Duration.ofMinutes(1), new Sending(content, lane)).onTermination().invoke(() -> {
                permits.release();
                told.countDown();
            }).subscribe().with(result -> {
                // counted above
            }, failures::add);
        }
    }

    private record Sending(Content content, Lane lane) implements PendingPublications.Writing {

        @Override
        public void send(Publication publication) {
            lane.add(publication);
        }

        @Override
        public void ended(PublishResult result, Throwable failure) {
            // told by the outcome
        }
    }

    private record Arrival(String group, int number) {

        static Arrival of(Publication publication) {
            String[] parts = publication.content().payload().split(":");
            return new Arrival(parts[0], Integer.parseInt(parts[1]));
        }
    }

    private final class Place implements Destination, Route {

        private final boolean fifo;

        Place(boolean fifo) {
            this.fifo = fifo;
        }

        @Override
        public boolean isFifo() {
            return fifo;
        }

        @Override
        public CompletionStage<Route> find() {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public void forget() {
            // it stays
        }

        @Override
        public int bytes(Publication publication) {
            return 1;
        }

        @Override
        public int messageLimit() {
            return MESSAGES;
        }

        @Override
        public int batchLimit() {
            return MESSAGES;
        }

        @Override
        public boolean isOutdated(Publication publication) {
            return false;
        }

        @Override
        public String limitText() {
            return "";
        }

        @Override
        public CompletionStage<List<Result>> send(List<Publication> publications, CallLimits.Limit limit) {
            mostCalls.accumulateAndGet(calls.incrementAndGet(), Math::max);
            CompletableFuture<List<Result>> call = limit.on(new CompletableFuture<>());
            if (ThreadLocalRandom.current().nextInt(50) == 0) {
                // at once, on the thread that makes the call
                answer(publications, call);
            } else {
                network.schedule(() -> answer(publications, call), ThreadLocalRandom.current().nextInt(3_000),
                        TimeUnit.MICROSECONDS);
            }
            return call;
        }

        private void answer(List<Publication> publications, CompletableFuture<List<Result>> call) {
            calls.decrementAndGet();
            if (ThreadLocalRandom.current().nextInt(50) == 0) {
                call.completeExceptionally(SdkClientException.create("on purpose"));
            } else {
                call.complete(Result.all(publications.stream().map(this::result).toArray(Result[]::new)));
            }
        }

        private Result result(Publication publication) {
            if (ThreadLocalRandom.current().nextInt(100) == 0) {
                return Result.failed(false, "InternalError", "on purpose");
            }
            Arrival arrival = Arrival.of(publication);
            accepted.computeIfAbsent(arrival.group(), group -> new ConcurrentLinkedQueue<>()).add(arrival.number());
            return Result.accepted("id", null);
        }
    }
}
