package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.time.Instant;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The body that Tomodachi, as the Python library, sends to a queue: JSON with the message in it. */
record AlikeBodies(String queue) implements UnaryOperator<String> {

    @Override
    public String apply(String message) {
        StringBuilder body = new StringBuilder(message.length() + 256);
        body.append("{\"Type\":\"Message\",\"QueueUrl\":\"").append(queue).append("\",\"Version\":\"0\",\"Message\":\"");
        JsonStringEncoder.getInstance().quoteAsString(message, body);
        return body.append("\",\"Timestamp\":\"").append(Instant.now()).append("\",\"MessageAttributes\":{}}").toString();
    }
}
