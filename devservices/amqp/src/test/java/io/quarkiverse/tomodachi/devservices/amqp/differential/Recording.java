package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the probes saw on a RabbitMQ, kept in a file: the name of each probe after "## ", then its lines. Our broker is held
 * against it where no RabbitMQ is at hand.
 */
final class Recording {

    static final String VERSION = "3.10.8";

    private static final String RESOURCE = "rabbitmq-" + VERSION + ".txt";
    private static final String HEADING = "## ";

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    static Recording read() throws IOException {
        Recording recording = new Recording();
        try (InputStream in = Recording.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return recording;
            }
            List<String> current = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith(HEADING)) {
                    current = new ArrayList<>();
                    recording.lines.put(line.substring(HEADING.length()), current);
                } else if (!line.isEmpty()) {
                    current.add(line);
                }
            }
        }
        return recording;
    }

    List<String> of(String probe) {
        return lines.getOrDefault(probe, List.of());
    }

    void put(String probe, List<String> seen) {
        lines.put(probe, seen);
    }

    void write(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach((probe, seen) -> {
            text.append(HEADING).append(probe).append('\n');
            seen.forEach(line -> text.append(line).append('\n'));
            text.append('\n');
        });
        Files.writeString(directory.resolve(RESOURCE), text);
    }
}
