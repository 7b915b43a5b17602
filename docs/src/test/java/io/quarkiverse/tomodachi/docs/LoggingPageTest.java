package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The page tells of all loggers and events, and of no others. */
class LoggingPageTest {

    private static final Path SOURCES = Path.of("../runtime/src/main/java");
    private static final Pattern LOGGER = Pattern.compile("\"io\\.quarkiverse\\.tomodachi\\.([a-z.]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\|(`[a-z.]+`(?:, `[a-z.]+`)*)$", Pattern.MULTILINE);

    /** As a field of its own, or as an argument of a method that writes one. */
    private static final Pattern EVENT = Pattern
            .compile("(?:\\.with\\(\"event\",\\s+|\\bevent\\((?:[^\"()]*, )?)\"([a-z-]+)\"");
    /** What a row of a table begins with. */
    private static final Pattern EVENT_ROW = Pattern.compile("(?<=\\n\\n)\\|(`[a-z-]+`(?:, `[a-z-]+`)*)$", Pattern.MULTILINE);

    @Test
    void tellsOfAllEvents() throws IOException {
        String page = Samples.text("logging.adoc");
        assertThat(names(EVENT_ROW, page.substring(page.indexOf("== Events of brokers"))))
                .isEqualTo(inSources(source -> true, EVENT));
    }

    @Test
    void tellsOfAllLoggers() throws IOException {
        String page = Samples.text("logging.adoc");
        assertThat(names(ROW, page.substring(page.indexOf("== Loggers"), page.indexOf("== Events of brokers"))))
                .isEqualTo(inSources(source -> source.contains("Logger.getLogger("), LOGGER));
    }

    private static Set<String> names(Pattern row, String part) {
        return row.matcher(part).results().flatMap(found -> Stream.of(found.group(1).replace("`", "").split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inSources(Predicate<String> source, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(LoggingPageTest::read).filter(source)
                    .flatMap(text -> pattern.matcher(text).results().map(found -> found.group(1)))
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
