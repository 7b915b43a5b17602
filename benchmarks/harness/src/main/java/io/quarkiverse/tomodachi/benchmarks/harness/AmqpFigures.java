package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.List;

/** What one client did with one load, over all rounds. */
final class AmqpFigures {

    static final List<String> HEADER = List.of("messages/s", "CPU us/message", "bytes/message");

    final Series messagesPerSecond = new Series();
    final Series cpu = new Series();
    final Series bytes = new Series();

    void add(int messages, long nanos, long cpuNanos, long allocated) {
        messagesPerSecond.add(messages * 1e9 / nanos);
        cpu.add(cpuNanos / 1e3 / messages);
        bytes.add((double) allocated / messages);
    }

    List<String> cells() {
        return List.of(messagesPerSecond.text(0), cpu.text(1), bytes.text(0));
    }

    /** In relation to another client, or the same one with another load. */
    List<String> ratios(AmqpFigures other) {
        return List.of(messagesPerSecond.over(other.messagesPerSecond).text(3), cpu.over(other.cpu).text(3),
                bytes.over(other.bytes).text(3));
    }
}
