package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the endpoint has counted, if it does. */
final class CallCounts {

    private static final String RESOURCE = "/_endpoint/calls";
    private static final Pattern COUNT = Pattern.compile("\"s[qn]s\\.(\\w+)\":(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String uri;
    private final boolean exist;

    CallCounts(String uri) {
        this.uri = uri + RESOURCE;
        this.exist = get("").statusCode() == 200;
    }

    /** Whether the endpoint counts at all. */
    boolean exist() {
        return exist;
    }

    /** Calls about one queue or topic, by the names of the actions. */
    Map<String, Long> of(String name) {
        Map<String, Long> counts = new HashMap<>();
        if (exist) {
            Matcher matcher = COUNT.matcher(get("/" + name).body());
            while (matcher.find()) {
                counts.put(matcher.group(1), Long.parseLong(matcher.group(2)));
            }
        }
        return counts;
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(uri + path)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + uri, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
