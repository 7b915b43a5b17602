package io.quarkiverse.tomodachi.runtime.http.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.runtime.configuration.ConfigurationException;

class AccessLogFileTest {

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

        assertThat(Files.readAllLines(path)).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("before");
            assertThat(lines.get(1)).startsWith("{\"timestamp\":\"20").endsWith(
                    ",\"logger\":\"io.quarkiverse.tomodachi.http.access\",\"level\":\"info\","
                            + "\"request_path\":\"/a\\\"b\\u2028\\u00E9\"}");
            assertThat(lines.get(2)).endsWith("\"request_path\":201}");
        });
        file.close();
    }

    @Test
    void refusesAFileThatCannotBeWritten() {
        assertThatThrownBy(() -> new AccessLogFile(folder.toString())).isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("quarkus.tomodachi.http.access-log-file", folder.toString());
    }
}
