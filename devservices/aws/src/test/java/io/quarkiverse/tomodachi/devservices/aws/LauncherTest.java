package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class LauncherTest {

    private static Process launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), AwsEndpointLauncher.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static int exitOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes());
    }

    @Test
    void itSaysWhereItListensAndEndsWhenTold() throws Exception {
        Process process = launch("--port", "0", "--region=eu-west-1", "--account", "000000000000");
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertThat(line).matches("SNS and SQS listen on http://127\\.0\\.0\\.1:\\d+ \\(region eu-west-1, "
                    + "account 000000000000\\)");
            process.toHandle().destroy();
            assertThat(exitOf(process)).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void itDoesWrongWhatItIsTold() throws Exception {
        Process process = launch("--port", "0", "--fault", "throttle=1,on=sqs.ListQueues", "--fault=delay=1ms");
        try (BufferedReader out = process.inputReader()) {
            URI uri = URI.create(out.readLine().replaceAll(".*(http://[0-9.:]+).*", "$1"));
            RawClient client = new RawClient(uri);
            assertThat(client.json("ListQueues", "{}").body()).contains("RequestThrottled");
            assertThat(client.get("/_endpoint/faults").body()).isEqualTo("throttle=1.0,on=sqs.ListQueues\ndelay=1ms");
        } finally {
            process.toHandle().destroy();
            assertThat(exitOf(process)).isZero();
        }
    }

    @Test
    void wrongOptionsShowTheUsage() throws Exception {
        for (String[] options : new String[][] { { "--colour", "red" }, { "--port", "many" }, { "--port" },
                { "--account", "1" }, { "--fault", "colour=red" } }) {
            Process process = launch(options);
            assertThat(exitOf(process)).isEqualTo(2);
            assertThat(text(process.getErrorStream())).contains("Usage:");
        }
    }

    @Test
    void helpIsNoError() throws Exception {
        Process process = launch("--help");
        assertThat(exitOf(process)).isZero();
        assertThat(text(process.getInputStream())).contains("--port");
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start()) {
            Process process = launch("--port", String.valueOf(endpoint.port()));
            assertThat(exitOf(process)).isOne();
            assertThat(text(process.getErrorStream()).lines()).singleElement().asString()
                    .contains(String.valueOf(endpoint.port()), "in use");
        }
    }
}
