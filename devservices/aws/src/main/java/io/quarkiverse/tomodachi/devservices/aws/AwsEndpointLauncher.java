package io.quarkiverse.tomodachi.devservices.aws;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

/** Runs an endpoint by itself until the process is told to end. */
public final class AwsEndpointLauncher {
    private static final int DEFAULT_PORT = 4566;
    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 2;
    private static final String USAGE = """
            Usage: java -jar quarkus-tomodachi-devservices-aws-runner.jar [options]
            An SNS and SQS endpoint for development and tests.
              --port N       port to listen on, 0 for any free one (default 4566)
              --host H       address to listen on (default 127.0.0.1)
              --region R     region within ARNs (default us-east-1)
              --account A    account within ARNs, twelve digits (default 123456789012)
              --fault F      something to do wrong on purpose, like throttle=0.1,on=sqs.SendMessage; may be repeated
              --help         shows this text""";

    private final AwsEndpointBuilder builder = AwsEndpoint.builder().port(DEFAULT_PORT);
    private final List<Faults> faults = new ArrayList<>();
    private boolean help;

    private AwsEndpointLauncher() {
    }

    public static void main(String[] args) throws InterruptedException {
        int status = new AwsEndpointLauncher().run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    private int run(String[] args, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            read(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return USAGE_ERROR;
        }
        if (help) {
            out.println(USAGE);
            return 0;
        }
        AwsEndpoint endpoint = builder.faults(faults.toArray(Faults[]::new)).build();
        try {
            endpoint.start();
        } catch (UncheckedIOException e) {
            err.println(e.getCause() instanceof BindException ? e.getMessage() + " (is it running already?)" : e.getMessage());
            return FAILED;
        }
        serve(endpoint, out);
        return 0;
    }

    private static void serve(AwsEndpoint endpoint, PrintStream out) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            endpoint.close();
            ended.countDown();
            // a process ended by SIGTERM would report 143, though all went as it should
            Runtime.getRuntime().halt(0);
        }, "aws-endpoint-shutdown"));
        out.println("SNS and SQS listen on " + endpoint.uri() + " (region " + endpoint.region() + ", account "
                + endpoint.accountId() + ")");
        ended.await();
    }

    private void read(String[] args) {
        for (int i = 0; i < args.length; i++) {
            String name = args[i];
            if (name.equals("--help")) {
                help = true;
                continue;
            }
            int equals = name.indexOf('=');
            String value = equals > 0 ? name.substring(equals + 1) : i + 1 < args.length ? args[i + 1] : null;
            String option = equals > 0 ? name.substring(0, equals) : name;
            i += equals > 0 ? 0 : 1;
            set(option, value);
        }
    }

    private void set(String option, String value) {
        if (!option.matches("--(port|host|region|account|fault)")) {
            throw new IllegalArgumentException("Unknown option " + option);
        }
        if (value == null) {
            throw new IllegalArgumentException("Option " + option + " needs a value");
        }
        switch (option) {
            case "--port" -> builder.port(port(value));
            case "--host" -> builder.host(value);
            case "--region" -> builder.region(value);
            case "--fault" -> faults.add(Faults.parse(value));
            default -> builder.accountId(value);
        }
    }

    private static int port(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a port: " + value);
        }
    }
}
