package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.Context;

/** What a blocking handler returns is written on its thread, however soon it returns: getters may block, too. */
class HttpResultPlaceTest {

    private static final int REQUESTS = 3000;

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(Places.class, Place.class))
            .overrideConfigKey("quarkus.tomodachi.http.access-log", "false");

    @TestHTTPResource
    URL server;

    /** Tells where it is asked. */
    public static class Place {

        public boolean isEventLoop() {
            return Context.isOnEventLoopThread();
        }
    }

    @TomodachiService("places")
    public static class Places {

        @Http.Get("/place")
        Place place() {
            return new Place();
        }

        @Http.Get("/failing")
        Place failing() {
            throw new HttpException(418);
        }

        @HttpError(418)
        Place failed() {
            return new Place();
        }

        @HttpError(404)
        Place missing() {
            return new Place();
        }
    }

    @Test
    void isThatOfTheHandler() {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<String>> bodies = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String path = List.of("/place", "/failing", "/missing").get(i % 3);
            bodies.add(client.sendAsync(HttpRequest.newBuilder(URI.create(server + path.substring(1))).build(),
                    HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body));
            if (i % 50 == 49) {
                bodies.forEach(CompletableFuture::join);
            }
        }
        assertThat(bodies).extracting(CompletableFuture::join).containsOnly("{\"eventLoop\":false}");
    }
}
