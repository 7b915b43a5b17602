package io.quarkiverse.tomodachi.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.runtime.message.payload.PackedData;

/** A message that takes more memory than there is, in a JVM that has little. */
class LargeMessageTest {

    @Test
    void isUnreadable() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-cp", System.getProperty("java.class.path"), LargeMessageTest.class.getName()).redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(output).contains("unreadable: field 'data' needs more memory than there is when inflated");
        assertThat(process.waitFor()).isZero();
    }

    public static void main(String[] arguments) throws IOException {
        byte[] objects = ("[" + "{},".repeat(1_500_000) + "{}]").getBytes(StandardCharsets.UTF_8);
        String data = Base64.getEncoder().encodeToString(PackedData.deflate(objects));
        objects = null;
        try {
            new JsonEnvelope().parse("{\"metadata\": {\"data_encoding\": \"base64_gzip_json\"}, \"data\": \"" + data + "\"}");
        } catch (IOException e) {
            System.out.println("unreadable: " + e.getMessage());
        }
    }
}
