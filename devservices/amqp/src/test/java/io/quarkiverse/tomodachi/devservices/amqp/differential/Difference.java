package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * A line on which our broker and RabbitMQ do not agree.
 *
 * @param probe the probe that shows it
 * @param ours what our broker does, empty when it tells less
 * @param theirs what RabbitMQ does, empty when it tells less
 */
record Difference(String probe, String ours, String theirs) {

    static List<Difference> between(String probe, List<String> ours, List<String> theirs) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
            String our = i < ours.size() ? ours.get(i) : "";
            String their = i < theirs.size() ? theirs.get(i) : "";
            if (!our.equals(their)) {
                differences.add(new Difference(probe, our, their));
            }
        }
        return differences;
    }

    /** A row of a table, on three lines. */
    @Override
    public String toString() {
        return "%n  %s%n    ours     | %s%n    RabbitMQ | %s".formatted(probe, ours, theirs);
    }
}
