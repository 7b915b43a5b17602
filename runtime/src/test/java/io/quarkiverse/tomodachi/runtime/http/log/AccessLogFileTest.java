package io.quarkiverse.tomodachi.runtime.http.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.runtime.configuration.ConfigurationException;

class AccessLogFileTest {

    private static final int LINES = 2_000;

    @TempDir
    Path folder;

    private static AccessLogRecord record(Object path) {
        return new AccessLogRecord("ignored", Map.of("request_path", path));
    }

    @Test
    void beginsANewFileWhenTheOldOneWasMoved() throws IOException {
        Path path = folder.resolve("logs/access.log");
        AccessLogFile file = new AccessLogFile(path.toString());
        file.publish(record("/first"));
        Files.move(path, folder.resolve("logs/access.log.1"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            file.publish(record("/later"));
            return Files.exists(path);
        });
        file.close();

        assertThat(Files.readString(path)).contains("/later").doesNotContain("/first");
        assertThat(Files.readAllLines(folder.resolve("logs/access.log.1")).get(0)).contains("\"/first\"");
    }

    @Test
    void appendsOneObjectPerLine() throws IOException {
        Path path = folder.resolve("access.log");
        Files.writeString(path, "before\n");
        AccessLogFile file = new AccessLogFile(path.toString());
        file.publish(record("/a\"b\u2028é"));
        file.publish(record(201));
        file.close();

        assertThat(Files.readAllLines(path)).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("before");
            assertThat(lines.get(1)).startsWith("{\"timestamp\":\"20").endsWith(
                    ",\"logger\":\"io.quarkiverse.tomodachi.http.access\",\"level\":\"info\","
                            + "\"request_path\":\"/a\\\"b\\u2028\\u00E9\"}");
            assertThat(lines.get(2)).endsWith("\"request_path\":201}");
        });
    }

    /** A pipe that nobody reads takes no more than some of the lines. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void holdsNobodyUpWhileTheDiskDoes() throws Exception {
        Path path = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
        try (RandomAccessFile pipe = new RandomAccessFile(path.toFile(), "rw")) {
            AccessLogFile file = new AccessLogFile(path.toString());
            CompletableFuture.runAsync(() -> IntStream.range(0, LINES).forEach(number -> file.publish(record(number))))
                    .get(20, TimeUnit.SECONDS);

            CompletableFuture<Void> closed = CompletableFuture.runAsync(file::close);
            for (int number = 0; number < LINES; number++) {
                assertThat(pipe.readLine()).endsWith("\"request_path\":" + number + "}");
            }
            closed.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesAFileThatCannotBeWritten() {
        assertThatThrownBy(() -> new AccessLogFile(folder.toString())).isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("quarkus.tomodachi.http.access-log-file", folder.toString());
    }
}
