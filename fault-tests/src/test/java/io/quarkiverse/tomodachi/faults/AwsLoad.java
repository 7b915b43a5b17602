package io.quarkiverse.tomodachi.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes numbered messages to a topic. A number counts as confirmed when SNS has said so. What failed is sent again, and may
 * come twice where SNS could have accepted it.
 */
final class AwsLoad implements AutoCloseable {

    private static final int BATCH = 10;
    private static final int SERVER_ERROR = 500;
    private static final AtomicInteger LOADS = new AtomicInteger();

    private final AwsBroker broker;
    private final String topic;
    private final String name;
    private final int groups;
    private final int rate;
    private final Deque<String> again = new ArrayDeque<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<String> repeated = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    /** Held while something is published. */
    private final Object publishing = new Object();
    private volatile int last;

    private AwsLoad(AwsBroker broker, String topic, int groups, int rate, int count) {
        this.broker = broker;
        this.topic = topic;
        this.name = topic.replace(".fifo", "") + "-" + LOADS.incrementAndGet() + "-";
        this.groups = groups;
        this.rate = rate;
        this.last = count;
        thread = new Thread(this::run, "load on " + topic);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Publishes until it is closed.
     *
     * @param rate messages per second
     */
    AwsLoad(AwsBroker broker, String topic, int rate) {
        this(broker, topic, 0, rate, Integer.MAX_VALUE);
    }

    /** Publishes that many, and waits for it. */
    static AwsLoad of(AwsBroker broker, String topic, int count) throws InterruptedException {
        return ofGroups(broker, topic, 0, count);
    }

    /** Publishes that many to a FIFO topic, to one group after the other, and waits for it. */
    static AwsLoad ofGroups(AwsBroker broker, String topic, int groups, int count) throws InterruptedException {
        AwsLoad load = new AwsLoad(broker, topic, groups, Integer.MAX_VALUE, count);
        load.thread.join();
        return load;
    }

    private void run() {
        int batch = Math.max(1, Math.min(BATCH, rate / 50));
        long interval = rate == Integer.MAX_VALUE ? 0 : 1_000_000_000L * batch / rate;
        while (next.get() < last || !again.isEmpty()) {
            List<String> ids = new ArrayList<>();
            while (ids.size() < batch && !again.isEmpty()) {
                ids.add(again.remove());
            }
            while (ids.size() < batch && next.get() < last) {
                ids.add(id(next.getAndIncrement()));
            }
            boolean well;
            synchronized (publishing) {
                well = publish(ids);
            }
            LockSupport.parkNanos(well ? interval : 100_000_000);
        }
    }

    private String id(int number) {
        return groups == 0 ? name + number : name + "g" + number % groups + "-" + number / groups;
    }

    /** By which messages are in the order in which they were published. */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    /**
     * Does something while nothing is published; all that was has an outcome then.
     *
     * @return what was confirmed before
     */
    Set<String> between(Runnable action) {
        synchronized (publishing) {
            action.run();
            return Set.copyOf(confirmed);
        }
    }

    /** The group of a message of {@link #ofGroups}. */
    static String group(String id) {
        return id.substring(0, id.lastIndexOf('-'));
    }

    private boolean publish(List<String> ids) {
        try {
            PublishBatchResponse response = broker.sns().publishBatch(request -> request.topicArn(broker.topic(topic))
                    .publishBatchRequestEntries(IntStream.range(0, ids.size()).mapToObj(i -> entry(i, ids.get(i))).toList()))
                    .join();
            response.successful().forEach(entry -> confirmed.add(ids.get(Integer.parseInt(entry.id()))));
            response.failed().forEach(entry -> again.add(ids.get(Integer.parseInt(entry.id()))));
            return response.failed().isEmpty();
        } catch (CompletionException e) {
            boolean refused = AwsBroker.cause(e) instanceof AwsServiceException answer && answer.statusCode() < SERVER_ERROR;
            if (!refused) {
                repeated.addAll(ids);
            }
            again.addAll(ids);
            return false;
        }
    }

    private PublishBatchRequestEntry entry(int position, String id) {
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder().id(Integer.toString(position)).message(id);
        return groups == 0 ? entry.build() : entry.messageGroupId(group(id)).messageDeduplicationId(id).build();
    }

    /** Where it publishes to, which is also the name of the queue that gets it. */
    String topic() {
        return topic;
    }

    /** The numbers that SNS has said to have. */
    Set<String> confirmed() {
        return confirmed;
    }

    /** The numbers that may have been accepted more than once. */
    Set<String> repeated() {
        return repeated;
    }

    /** Ends it, and waits until all is confirmed. */
    @Override
    public void close() throws InterruptedException {
        last = 0;
        thread.join();
    }
}
