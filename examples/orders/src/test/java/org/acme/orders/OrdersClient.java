package org.acme.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client of an instance of the example that keeps its connection, as hundreds of requests are made. */
final class OrdersClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    OrdersClient(URI address) {
        this.address = address;
    }

    /** Posts one order after the other. @return the ids of the good ones; bad ones have to be refused */
    List<String> post(List<OrdersFile.Line> lines) throws IOException, InterruptedException {
        List<String> accepted = new ArrayList<>();
        for (OrdersFile.Line line : lines) {
            HttpResponse<String> response = send(request("/orders").header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(line.body().getBytes(StandardCharsets.UTF_8))));
            assertThat(response.statusCode())
                    .as(line.why() + " " + line.body().substring(0, Math.min(200, line.body().length())))
                    .isEqualTo(line.good() ? 201 : 400);
            if (line.good()) {
                accepted.add(MAPPER.readTree(response.body()).path("id").textValue());
            }
        }
        return accepted;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
