package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A request that a page shows, and the answer that it shows after {@code =>}: status, some headers, maybe the body. */
record HttpExchange(String name, Part request, Part response) {

    private static final Pattern BLOCK = Pattern.compile("^\\[source,http\\]\\n----\\n(.*?)\\n----$",
            Pattern.DOTALL | Pattern.MULTILINE);

    /** A first line, headers, and what follows an empty line. */
    record Part(String first, List<String[]> headers, String body) {

        private static Part parse(String text) {
            String[] parts = text.split("\\n\\n", 2);
            List<String> head = parts[0].lines().toList();
            return new Part(head.get(0), head.stream().skip(1).map(line -> line.split(": ", 2)).toList(),
                    parts.length > 1 ? parts[1] : "");
        }
    }

    static List<HttpExchange> of(String page) {
        List<HttpExchange> exchanges = new ArrayList<>();
        BLOCK.matcher(page).results().forEach(block -> {
            String[] parts = block.group(1).split("\\n\\n=> ", 2);
            assertThat(parts).as(block.group()).hasSize(2);
            exchanges.add(new HttpExchange(parts[0].lines().findFirst().orElseThrow(), Part.parse(parts[0]),
                    Part.parse(parts[1])));
        });
        return exchanges;
    }

    void play(HttpClient client, URI server) throws IOException, InterruptedException {
        String[] line = request.first().split(" ");
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(line[1])).method(line[0],
                request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(header -> builder.header(header[0], header[1]));
        HttpResponse<String> answer = client.send(builder.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode() + "").as(answer.body()).isEqualTo(response.first());
        response.headers().forEach(header -> assertThat(answer.headers().allValues(header[0])).as(header[0])
                .containsExactly(header[1]));
        if (!response.body().isEmpty()) {
            assertThat(answer.body().stripTrailing()).isEqualTo(response.body());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
