package io.quarkiverse.tomodachi.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** Lines and tables, as text with aligned columns and as Markdown. */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder markdown = new StringBuilder();

    void line(String line) {
        text.append('\n').append(line).append('\n');
        markdown.append(line).append("\n\n");
    }

    void table(String title, List<String> header, List<List<String>> rows) {
        line(title);
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        for (List<String> row : all) {
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = all.stream().mapToInt(cells -> cells.get(at).length()).max().orElse(0);
                text.append(("%-" + (width + 2) + "s").formatted(row.get(column)));
            }
            text.append('\n');
        }
        markdown.append("| ").append(String.join(" | ", header)).append(" |\n").append("|---".repeat(header.size()))
                .append("|\n");
        rows.forEach(row -> markdown.append("| ").append(String.join(" | ", row)).append(" |\n"));
        markdown.append('\n');
    }

    String text() {
        return text.toString();
    }

    String markdown() {
        return markdown.toString();
    }
}
