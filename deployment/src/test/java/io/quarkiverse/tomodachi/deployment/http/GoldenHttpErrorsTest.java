package io.quarkiverse.tomodachi.deployment.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.http.GoldenReplay.Difference;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class GoldenHttpErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Golden.class).addClasses(GoldenReplay.CLASSES))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.content-type", "application/json; charset=utf-8")
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "10240");

    @TestHTTPResource
    URI root;

    @TomodachiService("golden-http-errors")
    static class Golden {

        @Http.Get("/ok")
        String ok() {
            return "{\"ok\": true}";
        }

        @Http.Get("/exc")
        void exc() {
            throw new IllegalStateException("boom");
        }

        @Http.Get("/raise-403")
        void forbidden() {
            throw new HttpException(403);
        }

        @Http.Get("/raise-404")
        void notFound() {
            throw new HttpException(404);
        }

        @Http.Post("/post")
        String post(byte[] body) {
            return String.valueOf(body.length);
        }

        @HttpError(404)
        String e404() {
            return "{\"error\": 404}";
        }

        @HttpError(405)
        Response e405(int statusCode) {
            return Response.status(405).header("X-Err", "1").body("err " + statusCode);
        }

        @HttpError(413)
        Response e413() {
            return Response.ok().header("X-Err", "413").body("too large");
        }

        @HttpError(403)
        void e403() {
            throw new IllegalStateException("error handler failed");
        }

        @HttpError(500)
        Response e500() {
            return Response.ok().header("X-Err", "500").body("{\"error\": 500}");
        }
    }

    @Test
    void answersLikeThePythonLibrary() throws IOException {
        new GoldenReplay(root).replay(
                List.of("108_eh_ok", "109_eh_404", "110_eh_404_raised", "111_eh_404_head", "112_eh_405", "113_eh_413",
                        "114_eh_403_handler_raises", "115_eh_500", "116_eh_bad_request"),
                Map.of("112_eh_405", Difference.of("the Allow header is kept", 405, "err 405"),
                        "113_eh_413", Difference.of("mended: the error handler is called", 413, "too large"),
                        "116_eh_bad_request", Difference.of("the server refuses what is not HTTP by itself", 400, "")));
    }
}
