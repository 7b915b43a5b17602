package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one client did with one load, over all rounds. */
final class MessageFigures {

    /** What is measured. */
    enum Figure {
        RATE("messages/s", 0),
        CPU("CPU us/message", 1),
        COMPILED("CPU without compilers us/message", 1),
        BYTES("bytes/message", 0),
        CALLS("calls/message", 3);

        private final String title;
        private final int decimals;

        Figure(String title, int decimals) {
            this.title = title;
            this.decimals = decimals;
        }

        String title() {
            return title;
        }

        /** Without the unit. */
        String ratioTitle() {
            return title.replace(" us/", "/");
        }
    }

    private final Map<Figure, Series> figures = new EnumMap<>(Figure.class);
    private final Map<String, Series> actions = new TreeMap<>();

    void add(int messages, long nanos, ProcessorTime.Used cpu, long allocated) {
        series(Figure.RATE).add(messages * 1e9 / nanos);
        series(Figure.CPU).add(cpu.nanos() / 1e3 / messages);
        series(Figure.COMPILED).add((cpu.nanos() - cpu.compilerNanos()) / 1e3 / messages);
        series(Figure.BYTES).add((double) allocated / messages);
    }

    /** @param calls how many of them there were, by the names of the actions */
    void addCalls(int messages, Map<String, Long> calls) {
        series(Figure.CALLS).add(calls.values().stream().mapToLong(Long::longValue).sum() / (double) messages);
        calls.forEach((action, count) -> actions.computeIfAbsent(action, ignored -> new Series())
                .add(count / (double) messages));
    }

    private Series series(Figure figure) {
        return figures.computeIfAbsent(figure, ignored -> new Series());
    }

    List<String> cells(List<Figure> wanted) {
        return wanted.stream().map(figure -> series(figure).text(figure.decimals)).toList();
    }

    /** In relation to another client, or the same one with another load. */
    List<String> ratios(MessageFigures other, List<Figure> wanted) {
        return wanted.stream().map(figure -> series(figure).over(other.series(figure)).text(3)).toList();
    }

    /** The calls of each action that was called, per message. */
    String actions() {
        return actions.entrySet().stream().filter(action -> action.getValue().maximum() > 0)
                .map(action -> action.getKey() + " " + action.getValue().text(3))
                .collect(Collectors.joining("; "));
    }
}
