package io.quarkiverse.tomodachi.benchmarks.amqp.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

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

    /** To be called when the client consumes. */
    public static void start(Sender<byte[]> bytes, Sender<String> texts) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("quarkus.http.port")), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "control");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> answer(exchange, bytes, texts));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, Sender<byte[]> bytes, Sender<String> texts) throws IOException {
        int status = 200;
        String text;
        try {
            text = perform(exchange.getRequestURI().getPath(), parameters(exchange.getRequestURI().getQuery()), bytes,
                    texts);
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

    private static String perform(String path, Map<String, String> parameters, Sender<byte[]> bytes, Sender<String> texts)
            throws Exception {
        switch (path) {
            case "/hello":
                return "ready";
            case "/expect":
                Progress.of(parameters.get("case")).expect(Long.parseLong(parameters.get("messages")));
                return "expecting";
            case "/await":
                return Progress.of(parameters.get("case")).await(LONGEST_WAIT_SECONDS);
            case "/publish":
                int messages = Integer.parseInt(parameters.get("messages"));
                int size = Integer.parseInt(parameters.get("size"));
                byte[] body = body(size);
                new Publishing<>(bytes, body).run(messages);
                return messages + " " + (long) messages * size;
            case "/publish-text":
                messages = Integer.parseInt(parameters.get("messages"));
                size = Integer.parseInt(parameters.get("size"));
                new Publishing<>(texts, new String(body(size), StandardCharsets.US_ASCII)).run(messages);
                return messages + " " + (long) messages * size;
            default:
                throw new IllegalArgumentException("There is no " + path);
        }
    }

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'm');
        return body;
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
}
