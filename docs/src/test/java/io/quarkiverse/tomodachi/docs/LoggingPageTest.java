package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The page tells of all loggers, and of no others. */
class LoggingPageTest {

    private static final Path SOURCES = Path.of("../runtime/src/main/java");
    private static final Pattern LOGGER = Pattern.compile("\"io\\.quarkiverse\\.tomodachi\\.([a-z.]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\|(`[a-z.]+`(?:, `[a-z.]+`)*)$", Pattern.MULTILINE);

    @Test
    void tellsOfAllLoggers() throws IOException {
        String page = Samples.text("logging.adoc");
        Set<String> told = ROW
                .matcher(page.substring(page.indexOf("== Loggers"), page.indexOf("== Events of brokers"))).results()
                .flatMap(row -> Stream.of(row.group(1).replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(loggers());
    }

    private static Set<String> loggers() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(LoggingPageTest::read)
                    .filter(source -> source.contains("Logger.getLogger(")).flatMap(
                            source -> LOGGER.matcher(source).results().map(found -> found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
