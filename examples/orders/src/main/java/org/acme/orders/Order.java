package org.acme.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a customer orders. */
public record Order(String id, String customer, String currency, List<Line> lines) {

    private static final List<String> CURRENCIES = List.of("EUR", "SEK", "USD");
    private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000");

    /** So many of one thing, at a price each. */
    public record Line(String sku, int quantity, BigDecimal price) {
    }

    Order withId(String newId) {
        return new Order(newId, customer, currency, lines);
    }

    /** Everything that is wrong with the order; empty for a good one. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (id != null) {
            problems.add("id is given by us");
        }
        if (customer == null || customer.isBlank() || customer.length() > 100) {
            problems.add("customer must have 1 to 100 characters");
        }
        if (currency == null || !CURRENCIES.contains(currency)) {
            problems.add("currency must be one of " + CURRENCIES);
        }
        if (lines == null || lines.isEmpty() || lines.size() > 50) {
            problems.add("there must be 1 to 50 lines");
        } else {
            lines.forEach(line -> check(line, problems));
        }
        return problems;
    }

    private static void check(Line line, List<String> problems) {
        if (line == null) {
            problems.add("a line is null");
            return;
        }
        if (line.sku() == null || !line.sku().matches("[A-Z0-9-]{1,20}")) {
            problems.add("sku must have 1 to 20 capital letters, digits or hyphens");
        }
        if (line.quantity() < 1 || line.quantity() > 1000) {
            problems.add("quantity must be 1 to 1000");
        }
        BigDecimal price = line.price();
        if (price == null || price.signum() < 0 || price.scale() > 2 || price.scale() < -6
                || price.compareTo(HIGHEST_PRICE) > 0) {
            problems.add("price must be 0 to " + HIGHEST_PRICE + ", with at most two decimals");
        }
    }
}
