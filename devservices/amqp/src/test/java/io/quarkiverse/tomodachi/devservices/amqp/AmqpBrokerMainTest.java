package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

/** The broker as a program of its own. */
class AmqpBrokerMainTest {

    private static final Pattern LISTENING = Pattern.compile("AMQP 0-9-1 broker listening on 127\\.0\\.0\\.1:(\\d+)");

    @Test
    void runsUntilItIsAskedToEnd() throws Exception {
        Process broker = run("--port", "0");
        try {
            int port = awaitPort(broker);
            ConnectionFactory factory = new ConnectionFactory();
            factory.setHost("127.0.0.1");
            factory.setPort(port);
            factory.setAutomaticRecoveryEnabled(false);
            try (Connection connection = factory.newConnection()) {
                assertThat(connection.isOpen()).isTrue();
            }
            Process second = run("--port", "" + port);
            assertThat(exitCode(second)).isEqualTo(1);
            assertThat(errors(second)).singleElement().asString().contains("127.0.0.1:" + port);
        } finally {
            broker.destroy();
        }
        assertThat(exitCode(broker)).isZero();
    }

    @Test
    void explainsItself() throws Exception {
        Process help = run("--help");
        assertThat(exitCode(help)).isZero();
        assertThat(help.inputReader().lines()).anyMatch(line -> line.contains("--port <number>"));
        for (String[] nonsense : new String[][] { { "--colour", "red" }, { "--port" }, { "--port", "many" } }) {
            Process refused = run(nonsense);
            assertThat(exitCode(refused)).isEqualTo(2);
            assertThat(errors(refused)).anyMatch(line -> line.startsWith("Usage:"));
        }
    }

    private static Process run(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", Path.of("target", "classes").toString(), AmqpBrokerMain.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static int awaitPort(Process broker) throws IOException {
        BufferedReader output = broker.inputReader();
        Matcher matcher = LISTENING.matcher(output.readLine());
        assertThat(matcher.matches()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static List<String> errors(Process process) {
        return process.errorReader().lines().toList();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
