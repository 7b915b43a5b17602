package io.quarkiverse.tomodachi.deployment.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the node what no client of it can see. The system property {@code tomodachi.test.rabbitmq.control} is the command for
 * that, {@code rabbitmqctl} of the node.
 */
public final class RabbitMqControl {

    private static final String COMMAND = System.getProperty("tomodachi.test.rabbitmq.control");

    private RabbitMqControl() {
    }

    static boolean isGiven() {
        return COMMAND != null;
    }

    /**
     * How many messages a queue has that consumers have not settled yet; 0 if there is no such queue. Of a quorum queue it is
     * that of up to five seconds ago.
     */
    static int unacknowledged(String queue) {
        return run("list_queues", "--no-table-headers", "name", "messages_unacknowledged").lines()
                .map(line -> line.split("\t")).filter(cells -> cells[0].equals(queue))
                .mapToInt(cells -> Integer.parseInt(cells[1])).findFirst().orElse(0);
    }

    /** {@code rabbitmqctl}. @return what it tells */
    public static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(COMMAND));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + told);
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
