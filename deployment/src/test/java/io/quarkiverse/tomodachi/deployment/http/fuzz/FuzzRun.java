package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Holds conversations, several at a time, until there are enough of them or too many have failed. */
final class FuzzRun {

    private static final int CLIENTS = 8;
    private static final int MOST_FAILURES = 20;

    private final Wire wire;
    private final ErrorLog log;
    private final AtomicLong next;
    private final long last;
    private final long deadline;
    private final AtomicLong held = new AtomicLong();
    private final Set<Long> open = ConcurrentHashMap.newKeySet();
    /** The first of each kind, so that one fault does not hide the others. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /** @param seconds after which no conversation is begun any more */
    FuzzRun(Wire wire, ErrorLog log, long firstSeed, long count, long seconds) {
        this.wire = wire;
        this.log = log;
        this.next = new AtomicLong(firstSeed);
        this.last = firstSeed + count - 1;
        this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** @return what was wrong, with the seeds that show it */
    List<String> run() throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(this::converse, "fuzz client " + i);
            client.start();
            clients.add(client);
        }
        for (Thread client : clients) {
            client.join();
        }
        return List.copyOf(failures.values());
    }

    long held() {
        return held.get();
    }

    private void converse() {
        while (System.nanoTime() < deadline && failures.size() < MOST_FAILURES) {
            long seed = next.getAndIncrement();
            if (seed > last) {
                return;
            }
            open.add(seed);
            try {
                hold(seed);
            } catch (IOException | RuntimeException e) {
                failed(e.toString(), "seed " + seed + ": " + e);
            }
            open.remove(seed);
            held.incrementAndGet();
        }
    }

    private void hold(long seed) throws IOException {
        Conversation conversation = ConversationGrammar.of(seed);
        Exchange exchange = wire.hold(conversation);
        List<String> broken = Rules.broken(conversation, exchange);
        for (String rule : broken) {
            failed(rule, "seed " + seed + ": " + rule + "\n" + Transcript.of(conversation, exchange));
        }
        for (String error : log.take()) {
            failed(error, "one of the seeds " + open + ": " + error + "\n");
        }
    }

    private void failed(String kind, String description) {
        failures.putIfAbsent(kind.replaceAll("HTTP Request to .* failed|\\d+|id: [-0-9a-f]+", ""), description);
    }
}
