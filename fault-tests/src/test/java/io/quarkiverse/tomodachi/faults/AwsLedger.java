package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.faults.Books.Figures;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** What became of messages, as the queues tell that applications send to. */
final class AwsLedger implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> OUT = List.of("done", "done.fifo");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsBroker broker;
    private final Books books = new Books();
    /** By message: how often SQS had delivered it when it was handled. */
    private final Map<String, Integer> receives = new ConcurrentHashMap<>();
    /** By group: in the order in which they were handled. */
    private final Map<String, List<String>> groups = new ConcurrentHashMap<>();
    private final Map<String, Message> dead = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** Takes what comes out of the applications from now on. */
    AwsLedger(AwsBroker broker) {
        this.broker = broker;
        // what cannot be deleted in time because of a fault shall not be waited for
        OUT.forEach(queue -> broker.hideFor(queue, 5));
        follow("done", this::handled);
        follow("done.fifo", message -> {
            handled(message);
            groups.computeIfAbsent(AwsLoad.group(id(message)), group -> new CopyOnWriteArrayList<>()).add(id(message));
        });
        follow("dead", message -> dead.put(message.messageId(), message));
    }

    private void follow(String queue, Consumer<Message> book) {
        String url = broker.queue(queue);
        Thread thread = new Thread(() -> {
            while (!closed) {
                try {
                    take(url, book);
                } catch (CompletionException e) {
                    // a fault that concerns this ledger, too
                    LockSupport.parkNanos(50_000_000);
                }
            }
        }, "ledger of " + queue);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** A message that comes again because it could not be deleted has the same identity, and counts once. */
    private void take(String url, Consumer<Message> book) {
        List<Message> messages = broker.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)
                .waitTimeSeconds(1).messageAttributeNames("All")).join().messages();
        if (!messages.isEmpty()) {
            messages.forEach(book);
            broker.sqs().deleteMessageBatch(request -> request.queueUrl(url).entries(IntStream.range(0, messages.size())
                    .mapToObj(i -> DeleteMessageBatchRequestEntry.builder().id(Integer.toString(i))
                            .receiptHandle(messages.get(i).receiptHandle()).build())
                    .toList())).join();
        }
    }

    private void handled(Message message) {
        books.handled(message.messageId(), id(message));
        receives.merge(id(message), Integer.valueOf(message.messageAttributes().get("receives").stringValue()), Math::max);
    }

    private static String id(Message message) {
        try {
            return JSON.readTree(message.body()).get("Message").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int handled() {
        return books.handled();
    }

    boolean hasHandled(String id) {
        return books.hasHandled(id);
    }

    /** Dead letters. */
    List<Message> dead() {
        return List.copyOf(dead.values());
    }

    /** By group, the messages in the order in which they were handled. */
    Map<String, List<String>> groups() {
        return groups;
    }

    /** How many messages SQS had to deliver more often than that until they were handled. */
    long receivedMoreThan(int times) {
        return receives.values().stream().filter(count -> count > times).count();
    }

    /** As {@link #settle(String, List, Set, Set)}, for one queue. */
    int settle(String fault, AwsLoad load) {
        return settle(fault, List.of(load.topic()), load.confirmed(), load.repeated());
    }

    /**
     * Waits until nothing is under way any more, so that no copy is still to come, and tells the figures. Nothing may be lost.
     *
     * @param queues that applications receive from
     * @return how many were handled twice
     */
    int settle(String fault, List<String> queues, Set<String> confirmed, Set<String> repeated) {
        awaitEnd(fault, queues);
        Figures figures = books.tell(fault, confirmed, Set.of(), repeated);
        assertThat(figures.lost()).as("lost after: " + fault).isEmpty();
        return figures.duplicates();
    }

    /** What became of messages whose queue was deleted, when nothing is under way any more. */
    Figures count(String fault, AwsLoad load) {
        awaitEnd(fault, List.of(load.topic()));
        return books.count(load.confirmed(), Set.of(), load.repeated());
    }

    private void awaitEnd(String fault, List<String> queues) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(queues).as(fault).allSatisfy(queue -> assertThat(broker.size(queue)).as(queue).isZero());
            // what was in there is here now
            assertThat(OUT).as(fault).allSatisfy(queue -> assertThat(broker.size(queue)).as(queue).isZero());
        });
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
