package io.quarkiverse.tomodachi.devservices.aws.control;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.counting.CallCounter;
import io.quarkiverse.tomodachi.devservices.aws.fault.FaultInjector;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/**
 * Counts and faults over HTTP, for those who have only the address: {@code /_endpoint/calls} (GET, and DELETE to count anew),
 * {@code /_endpoint/calls/NAME} (GET, the calls about one queue or topic) and {@code /_endpoint/faults} (GET, and PUT with one
 * fault in each line).
 */
public final class ControlResource {

    private static final String PREFIX = "/_endpoint/";
    private static final String CALLS_ABOUT = "calls/";

    private final CallCounter counter;
    private final FaultInjector faults;

    public ControlResource(CallCounter counter, FaultInjector faults) {
        this.counter = counter;
        this.faults = faults;
    }

    public static boolean concerns(HttpRequest request) {
        return request.path().startsWith(PREFIX);
    }

    public HttpResponse answer(HttpRequest request) {
        String resource = request.path().substring(PREFIX.length());
        if (request.method().equals("GET") && resource.startsWith(CALLS_ABOUT)) {
            return json(counts(resource.substring(CALLS_ABOUT.length())));
        }
        return switch (request.method() + " " + resource) {
            case "GET calls" -> json(counts());
            case "DELETE calls" -> {
                counter.reset();
                yield text(200, "");
            }
            case "GET faults" -> text(200, String.join("\n", faults.faults().stream().map(Faults::toString).toList()));
            case "PUT faults" -> inject(new String(request.body(), StandardCharsets.UTF_8));
            default -> text(404, "There is GET and DELETE of /_endpoint/calls, GET of /_endpoint/calls/NAME, GET and PUT of"
                    + " /_endpoint/faults");
        };
    }

    private ObjectNode counts() {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        counter.calls().forEach(counts.putObject("calls")::put);
        counter.messages().forEach(counts.putObject("messages")::put);
        counter.errors().forEach(counts.putObject("errors")::put);
        return counts;
    }

    private ObjectNode counts(String queueOrTopic) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        counter.calls(queueOrTopic).forEach(counts.putObject("calls")::put);
        return counts;
    }

    private static HttpResponse json(ObjectNode object) {
        return HttpResponse.of(200, "application/json", object.toString());
    }

    private HttpResponse inject(String lines) {
        try {
            List<Faults> parsed = lines.lines().filter(line -> !line.isBlank()).map(Faults::parse).toList();
            faults.set(parsed);
            return text(200, "");
        } catch (IllegalArgumentException e) {
            return text(400, e.getMessage());
        }
    }

    private static HttpResponse text(int status, String text) {
        return HttpResponse.of(status, "text/plain; charset=utf-8", text);
    }
}
