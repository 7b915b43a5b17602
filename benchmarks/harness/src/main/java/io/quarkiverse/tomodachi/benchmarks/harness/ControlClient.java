package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Tells a client of the broker what to do. */
final class ControlClient {

    private final String name;
    private final Server process;
    private final HttpClient http = HttpClient.newHttpClient();

    ControlClient(String name, Server process) {
        this.name = name;
        this.process = process;
    }

    String ask(String path) {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(process.url(path))).build(),
                    BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(name + " to " + path + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
