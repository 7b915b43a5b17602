package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * In what our broker differs from RabbitMQ, and why, from a file: a reason after "# ", then the names of probes after "## ",
 * each
 * with the lines of our broker after "- " and those of RabbitMQ after "+ ". The guide lists the reasons with their probes, too.
 */
final class KnownDifferences {

    private static final String RESOURCE = "known-differences.txt";

    private final Map<String, List<Difference>> byReason = new LinkedHashMap<>();

    static KnownDifferences read() throws IOException {
        KnownDifferences known = new KnownDifferences();
        try (InputStream in = KnownDifferences.class.getResourceAsStream(RESOURCE)) {
            List<Difference> current = new ArrayList<>();
            String probe = "";
            String ours = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("# ")) {
                    current = new ArrayList<>();
                    known.byReason.put(line.substring(2), current);
                } else if (line.startsWith("## ")) {
                    probe = line.substring(3);
                } else if (line.startsWith("- ")) {
                    ours = line.substring(2);
                } else if (line.startsWith("+ ")) {
                    current.add(new Difference(probe, ours, line.substring(2)));
                }
            }
        }
        return known;
    }

    List<Difference> of(String probe) {
        return byReason.values().stream().flatMap(List::stream).filter(difference -> difference.probe().equals(probe)).toList();
    }

    Set<String> probes() {
        return byReason.values().stream().flatMap(List::stream).map(Difference::probe).collect(Collectors.toSet());
    }

    /** The rows of the guide's table: a reason, and the probes that show it. */
    List<String> rows() {
        return byReason.entrySet().stream()
                .map(entry -> "|" + entry.getKey() + "\n|`"
                        + String.join("`, `", entry.getValue().stream().map(Difference::probe).distinct().toList()) + "`")
                .toList();
    }
}
