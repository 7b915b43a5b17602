package org.acme.orders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The orders of {@code orders.jsonl}: good ones, and bad ones of every kind. */
final class OrdersFile {

    /** What is posted, and whether it is a good order. */
    record Line(boolean good, String why, String body) {
    }

    private OrdersFile() {
    }

    static List<Line> read() {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                OrdersFile.class.getResourceAsStream("/orders.jsonl"), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> parse(mapper, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(ObjectMapper mapper, String line) {
        try {
            JsonNode node = mapper.readTree(line);
            String body = node.has("raw") ? node.path("raw").textValue() : mapper.writeValueAsString(node.path("body"));
            return new Line(node.path("good").booleanValue(), node.path("why").asText(""), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
