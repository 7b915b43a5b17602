package io.quarkiverse.tomodachi.faults;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A RabbitMQ of these tests alone: name, ports, port mapper, cookie, data and log are its own. Its data outlives its process.
 */
final class RabbitMqNode implements AutoCloseable {

    private static final String GIVEN = System.getProperty("tomodachi.test.rabbitmq.scripts");
    private static final Path SCRIPTS = Path.of(GIVEN == null ? "/usr/lib/rabbitmq/bin" : GIVEN);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 1_000;

    private final List<DatagramSocket> claims = new ArrayList<>();
    private final Path home;
    private final String name;
    private final int port;
    private final Map<String, String> environment;
    private Process process;

    RabbitMqNode() throws IOException {
        home = Files.createTempDirectory("fault-tests-rabbitmq");
        name = "faults-" + ProcessHandle.current().pid() + "@localhost";
        port = freePort();
        Files.writeString(home.resolve("enabled_plugins"), "[].");
        Files.writeString(home.resolve("advanced.config"),
                "[{rabbit, [{channel_tick_interval, 1000}, {quorum_tick_interval, 300}]}].\n");
        environment = Map.ofEntries(Map.entry("HOME", home.toString()), Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", Integer.toString(freePort())),
                Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                Map.entry("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString()),
                Map.entry("RABBITMQ_ADVANCED_CONFIG_FILE", home.resolve("advanced.config").toString()),
                Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString()),
                Map.entry("RABBITMQ_NODENAME", name), Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(freePort())),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_MNESIA_BASE", home.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", home.resolve("log").toString()),
                Map.entry("RABBITMQ_PID_FILE", home.resolve("pid").toString()));
    }

    static boolean isInstalled() {
        boolean installed = Files.isExecutable(SCRIPTS.resolve("rabbitmq-server"));
        if (!installed && GIVEN != null) {
            throw new IllegalStateException("There is no rabbitmq-server that could be run in " + GIVEN);
        }
        return installed;
    }

    /**
     * Below the ports that the system hands out by itself, so that nobody takes it while the node is down. Other JVMs with
     * nodes do not take it either: it is claimed until the end by the port of UDP with its number, which nodes do not use.
     */
    private int freePort() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                claims.add(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken
            }
        }
        throw new IOException("No free port");
    }

    int port() {
        return port;
    }

    void start() throws Exception {
        Files.deleteIfExists(home.resolve("pid"));
        process = run(home.resolve("server.out"), List.of("rabbitmq-server"));
        await().atMost(LIMIT).until(() -> isListening() || !process.isAlive());
        control("await_startup");
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** As an administrator would end it. */
    void stop() throws Exception {
        end(false);
    }

    /** As a failure of the machine would end it. */
    void kill() throws Exception {
        end(true);
    }

    private void end(boolean forcibly) throws Exception {
        ProcessHandle server = ProcessHandle.of(Long.parseLong(Files.readString(home.resolve("pid")).strip())).orElseThrow();
        List<ProcessHandle> all = Stream.concat(server.descendants(), Stream.of(server)).toList();
        if (forcibly) {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } else {
            server.destroy();
        }
        for (ProcessHandle one : all) {
            one.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** {@code rabbitmqctl}. @return what it tells */
    String control(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("rabbitmqctl", "-q", "-n", name));
        command.addAll(List.of(arguments));
        Path output = home.resolve(arguments[0] + ".out");
        Files.deleteIfExists(output);
        Process control = run(output, command);
        boolean ended = control.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        String told = Files.readString(output);
        if (!ended || control.exitValue() != 0) {
            control.destroyForcibly();
            throw new IllegalStateException(command + " failed:\n" + told);
        }
        return told;
    }

    /** How long channels that are opened from now on may leave a message without an outcome, until the node ends. */
    void consumerTimeout(Duration limit) throws Exception {
        control("eval", "application:set_env(rabbit, consumer_timeout, " + limit.toMillis() + ").");
    }

    /** What is in each queue. What it tells of a quorum queue may be as old as {@code quorum_tick_interval}. */
    Map<String, Depth> depths() throws Exception {
        Map<String, Depth> depths = new TreeMap<>();
        control("list_queues", "--no-table-headers", "name", "messages_ready", "messages_unacknowledged", "consumers").lines()
                .map(line -> line.split("\t")).filter(cells -> cells.length == 4)
                .forEach(cells -> depths.put(cells[0], new Depth(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]),
                        Integer.parseInt(cells[3]))));
        return depths;
    }

    Depth depth(String queue) throws Exception {
        return depths().get(queue);
    }

    private Process run(Path output, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.set(0, SCRIPTS.resolve(command.get(0)).toString());
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    @Override
    public void close() throws Exception {
        try {
            if (process != null && process.isAlive()) {
                kill();
            }
            endMapper();
        } finally {
            claims.forEach(DatagramSocket::close);
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void endMapper() throws Exception {
        ProcessBuilder mapper = new ProcessBuilder("epmd", "-kill").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        mapper.environment().putAll(environment);
        mapper.start().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * What is in a queue.
     *
     * @param ready messages that wait
     * @param unacknowledged messages that consumers have
     */
    record Depth(int ready, int unacknowledged, int consumers) {

        int messages() {
            return ready + unacknowledged;
        }
    }
}
