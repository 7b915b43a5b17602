package io.quarkiverse.tomodachi.benchmarks.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * How the harness talks to a client of the broker: with a server of the JDK, the same in all of them, which does nothing while
 * messages are handled. It listens on 127.0.0.1 and the port that the system property {@code quarkus.http.port} tells.
 */
public final class Control {

    private static final long LONGEST_WAIT_SECONDS = 120;

    private Control() {
    }

    /** To be called when the client consumes; it publishes bytes and text. */
    public static void start(Sender<byte[]> bytes, Sender<String> texts) {
        serve(Map.of("publish", publish(bytes, Control::bytes), "publish-text", publish(texts, Control::text)));
    }

    /**
     * To be called when the client consumes.
     *
     * @param senders what it publishes texts with, by the names of the cases
     */
    public static void start(Map<String, Sender<String>> senders) {
        Map<String, Publisher> publishers = new HashMap<>();
        senders.forEach((name, sender) -> publishers.put(name, publish(sender, Control::text)));
        serve(publishers);
    }

    private static <T> Publisher publish(Sender<T> sender, IntFunction<T> body) {
        return (messages, size) -> new Publishing<>(sender, body.apply(size)).run(messages);
    }

    private static void serve(Map<String, Publisher> publishers) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("quarkus.http.port")), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "control");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> answer(exchange, publishers));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, Map<String, Publisher> publishers) throws IOException {
        int status = 200;
        String text;
        try {
            text = perform(exchange.getRequestURI().getPath().substring(1),
                    parameters(exchange.getRequestURI().getQuery()), publishers);
        } catch (Exception e) {
            e.printStackTrace();
            status = 500;
            text = e.toString();
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String perform(String what, Map<String, String> parameters, Map<String, Publisher> publishers)
            throws Exception {
        switch (what) {
            case "hello":
                return "ready";
            case "expect":
                Progress.of(parameters.get("case")).expect(Long.parseLong(parameters.get("messages")));
                return "expecting";
            case "await":
                return Progress.of(parameters.get("case")).await(LONGEST_WAIT_SECONDS);
            default:
                if (!publishers.containsKey(what)) {
                    throw new IllegalArgumentException("There is no " + what);
                }
                int messages = Integer.parseInt(parameters.get("messages"));
                int size = Integer.parseInt(parameters.get("size"));
                publishers.get(what).publish(messages, size);
                return messages + " " + (long) messages * size;
        }
    }

    private static byte[] bytes(int size) {
        return text(size).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(int size) {
        return "m".repeat(size);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String parameter : query.split("&")) {
                parameters.put(parameter.substring(0, parameter.indexOf('=')),
                        parameter.substring(parameter.indexOf('=') + 1));
            }
        }
        return parameters;
    }

    /** Publishes a number of messages of a size, and returns when they are confirmed. */
    private interface Publisher {
        void publish(int messages, int size) throws Exception;
    }
}
