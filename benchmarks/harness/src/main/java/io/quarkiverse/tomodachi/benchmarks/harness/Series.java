package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of one figure over the rounds. */
final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    /** This series divided by another one, round by round, so that what disturbs both of a round disturbs the ratio less. */
    Series over(Series other) {
        Series ratios = new Series();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return ratios;
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double maximum() {
        return values.stream().max(Double::compare).orElseThrow();
    }

    /** The median, and minimum and maximum after it. */
    String text(int decimals) {
        if (values.isEmpty()) {
            return "-";
        }
        String number = "%,." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + " - " + number + ")", median(),
                values.stream().min(Double::compare).orElseThrow(), maximum());
    }
}
