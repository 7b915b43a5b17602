package io.quarkiverse.tomodachi.devservices.amqp;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/** Runs the broker as a program of its own. */
public final class AmqpBrokerMain {

    private static final int DEFAULT_PORT = 5672;
    private static final int EXIT_CANNOT_START = 1;
    private static final int EXIT_USAGE = 2;

    private static final String USAGE = """
            Usage: java -jar <this jar> [options]

            An AMQP 0-9-1 broker in memory, for development and tests. User and password are guest.

              --host <address>  where to listen (default 127.0.0.1)
              --port <number>   the TCP port to listen on, 0 for a free one (default 5672)
              --help            show this text
            """;

    private AmqpBrokerMain() {
    }

    /**
     * @param args the options that --help lists
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        AmqpBrokerBuilder builder = AmqpBroker.builder().port(DEFAULT_PORT);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) {
                System.out.print(USAGE);
                return;
            }
            if (i + 1 == args.length || !apply(builder, args[i], args[++i])) {
                System.err.println("Cannot understand: " + String.join(" ", args));
                System.err.print(USAGE);
                System.exit(EXIT_USAGE);
            }
        }
        serve(builder.build());
    }

    private static void serve(AmqpBroker broker) throws InterruptedException {
        try {
            broker.start();
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_CANNOT_START);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            broker.close();
            // A program that was asked to end and did so has not failed, whatever the signal's number
            Runtime.getRuntime().halt(0);
        }, "tomodachi-amqp-shutdown"));
        System.out.println("AMQP 0-9-1 broker listening on " + broker.host() + ":" + broker.port());
        new CountDownLatch(1).await();
    }

    private static boolean apply(AmqpBrokerBuilder builder, String option, String value) {
        try {
            switch (option) {
                case "--host" -> builder.host(value);
                case "--port" -> builder.port(Integer.parseInt(value));
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
