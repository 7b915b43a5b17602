package io.quarkiverse.tomodachi.benchmarks.payload;

import java.util.List;

/** What is sent as JSON and comes back as JSON. */
public record Order(String id, String customer, List<Line> lines) {

    public record Line(String article, int quantity, double price) {
    }

    /** So that the answer is not the text that came in. */
    public Order confirmed() {
        return new Order(id + "-confirmed", customer, lines);
    }
}
