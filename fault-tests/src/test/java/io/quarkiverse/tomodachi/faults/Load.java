package io.quarkiverse.tomodachi.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;

/**
 * Publishes numbered messages with the client of the broker, so that what is tested does not keep its own books. A number
 * counts as confirmed when the broker has said so, and has not returned it for want of a queue. What was on its way when a
 * connection was lost is sent again, so it may come twice.
 */
final class Load implements AutoCloseable {

    /** How many may be under way. */
    static final int WINDOW = 500;

    private static final AtomicInteger LOADS = new AtomicInteger();

    private final Ledger broker;
    private final String key;
    private final String name;
    private final int rate;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<String> repeated = ConcurrentHashMap.newKeySet();
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile int last;

    private Load(Ledger broker, String key, int rate, int count) {
        this.broker = broker;
        this.key = key;
        this.name = key + "-" + LOADS.incrementAndGet() + "-";
        this.rate = rate;
        this.last = count;
        thread = new Thread(this::run, "load on " + key);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Publishes until it is closed.
     *
     * @param rate messages per second
     */
    Load(Ledger broker, String key, int rate) {
        this(broker, key, rate, Integer.MAX_VALUE);
    }

    /** Publishes that many, and waits for it. */
    static Load of(Ledger broker, String key, int count) throws InterruptedException {
        Load load = new Load(broker, key, Integer.MAX_VALUE, count);
        load.thread.join();
        return load;
    }

    private void run() {
        Deque<String> again = new ArrayDeque<>();
        while (next.get() < last || !again.isEmpty()) {
            // of each connection its own, as a former one may still tell of what was sent over it
            ConcurrentNavigableMap<Long, String> pending = new ConcurrentSkipListMap<>();
            try (Connection connection = broker.connect()) {
                publish(connection, again, pending);
            } catch (IOException | TimeoutException | AlreadyClosedException e) {
                pause(100);
            }
            again.addAll(pending.values());
        }
    }

    private void publish(Connection connection, Deque<String> again, ConcurrentNavigableMap<Long, String> pending)
            throws IOException {
        Channel channel = connection.createChannel();
        channel.confirmSelect();
        // which comes before the confirmation
        channel.addReturnListener(message -> returned.add(new String(message.getBody(), StandardCharsets.UTF_8)));
        channel.addConfirmListener((number, multiple) -> {
            Map<Long, String> told = multiple ? pending.headMap(number, true) : pending.subMap(number, true, number, true);
            told.values().stream().filter(id -> !returned.contains(id)).forEach(confirmed::add);
            told.clear();
        }, (number, multiple) -> {
        });
        repeated.addAll(again);
        while (!again.isEmpty()) {
            send(channel, again.remove(), pending);
        }
        while (next.get() < last) {
            send(channel, name + next.getAndIncrement(), pending);
            pause(rate == Integer.MAX_VALUE ? 0 : 1000 / rate);
        }
        while (!pending.isEmpty() && channel.isOpen()) {
            pause(5);
        }
    }

    private void send(Channel channel, String id, ConcurrentNavigableMap<Long, String> pending) throws IOException {
        while (pending.size() >= WINDOW && channel.isOpen()) {
            pause(1);
        }
        pending.put(channel.getNextPublishSeqNo(), id);
        channel.basicPublish("amq.topic", key, true, MessageProperties.PERSISTENT_BASIC, id.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(long millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What it publishes with, which is also the name of the queue that gets it. */
    String key() {
        return key;
    }

    int published() {
        return next.get();
    }

    /** The numbers that the broker has said to have. */
    Set<String> confirmed() {
        return confirmed;
    }

    /** Which of all it was. */
    static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }

    /** The numbers that the broker had no queue for. */
    Set<String> returned() {
        return returned;
    }

    /** The numbers that were sent more than once. */
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
