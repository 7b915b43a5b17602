package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Cookie;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;

class HttpMistakesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Faulty.class, Nameless.class, Thing.class))
            .assertException(HttpMistakesTest::assertAllAreTold);

    record Thing(int a, int b) {
    }

    @TomodachiService("")
    static class Nameless {
    }

    @TomodachiService("faulty")
    static class Faulty {

        @Http.Get("/nested")
        CompletionStage<CompletionStage<String>> nested() {
            return null;
        }

        @Http.Get("/streams")
        Multi<Multi<String>> streams() {
            return null;
        }

        @Http.Get("/unis")
        Multi<Uni<String>> unis() {
            return null;
        }

        @Http.Get("/paths")
        Multi<Path> paths() {
            return null;
        }

        @Http.Get("/future")
        Future<String> future() {
            return null;
        }

        @HttpError(404)
        RoutingContext context() {
            return null;
        }

        @Http.Post("/both")
        void both(@Body String body, @Form String name) {
        }

        @Http.Get("/${faulty.url}/(?<known>.)")
        void configured(String known, String unknown) {
        }

        @Http.Post("/upload")
        void upload(byte[] body, FileUpload file) {
        }

        @Http.Get("/default")
        void badDefault(@Query @DefaultValue("x") int n) {
        }

        @Http.Get("/context")
        void defaultOfContext(@DefaultValue("x") RoutingContext context) {
        }

        @Http.Get("/thing")
        void thing(@Query Thing thing) {
        }

        @Http.Get("/things")
        void things(@Query List<List<String>> things) {
        }

        @Http(method = { "GET", "get" }, url = "/repeated")
        void repeated() {
        }

        @Http(method = { "*", "GET" }, url = "/all")
        void all() {
        }

        @Http.Get("/empty//segment")
        void emptySegment() {
        }

        @Http.Get("/dots/\\.\\./segment")
        void dotSegment() {
        }

        @Http.Get("/encoded%20space")
        void encoded() {
        }

        @Http.Get("/end$/middle")
        void endInTheMiddle() {
        }

        @Http.Get("/fine/?(?:\\$|[$]|%2F|[//]|x//?)(?:$|/)")
        void fine() {
        }

        @Http.Get(value = "/html", produces = "html")
        void noMediaType() {
        }

        @Http.Get(value = "/klingon", produces = "text/plain; charset=klingon")
        void noCharset() {
        }

        @Http.Get(value = "/line", produces = "text/plain\r\nX-A: b")
        void lineBreak() {
        }

        @Http.Get("/cookie")
        void cookie(@Cookie("a b") String cookie) {
        }

        @Http.Get("/header")
        void header(@Header("X Y") String header) {
        }

        @HttpError(409)
        void first(HttpException e) {
        }

        @HttpError(409)
        void second(HttpException e) {
        }

        @HttpError(409)
        void specific(IllegalStateException e) {
        }

        @HttpError(410)
        void neverBoth(IOException e, RuntimeException f) {
        }

        @HttpError(411)
        void oneOfThem(HttpException e, Throwable f, IOException g) {
        }

        @Blocking
        @NonBlocking
        @Http.Get("/anywhere")
        void anywhere() {
        }

        @RunOnVirtualThread
        @NonBlocking
        @Http.Get("/everywhere")
        void everywhere() {
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("#fine()", "#oneOfThem(").contains(
                "#repeated() names the HTTP method GET more than once; name it once",
                "#all() names \"*\", which is all HTTP methods, beside others; remove the others",
                "#emptySegment() has the URL '/empty//segment' with two slashes in a row",
                "#dotSegment() has the URL '/dots/\\.\\./segment' with a segment of dots",
                "#encoded() has the URL '/encoded%20space' with '%20', but paths are decoded",
                "#endInTheMiddle() has the URL '/end$/middle' with a $ before its end",
                "#noMediaType() produces 'html', which is no media type",
                "#noCharset() produces 'text/plain; charset=klingon', whose charset is not known",
                "#lineBreak() produces 'text/plain\r\nX-A: b', which is no media type",
                "declares parameter 'cookie' with the name 'a b', which no cookie has; correct it",
                "declares parameter 'header' with the name 'X Y', which no header has; correct it",
                "The default of the parameter is not a whole number of 32 bits",
                "Nameless has an empty name",
                "#nested() returns java.util.concurrent.CompletionStage<java.util.concurrent.CompletionStage<java.lang.String>>,"
                        + " which has one asynchronous type in another",
                "#streams() returns", "#unis() returns",
                "#paths() returns io.smallrye.mutiny.Multi<java.nio.file.Path>, whose items cannot be written",
                "#future() returns io.vertx.core.Future<java.lang.String>, which cannot be written",
                "@HttpError method " + Faulty.class.getName() + "#context() returns",
                "declares parameter 'body' for the body, which parameter 'name' takes as a form; use one or the other",
                "declares parameter 'body' for the body, which parameter 'file' takes as a form",
                "declares parameter 'n' with the default 'x', which cannot be converted",
                "#configured(String, String) declares parameter 'unknown' but the build finds no group of that name in its URL"
                        + " '/${faulty.url}/(?<known>.)'; write the group beside the expression",
                "#neverBoth(IOException, RuntimeException) is for java.io.IOException and for java.lang.RuntimeException,"
                        + " which are never raised at once; write a method for each",
                "#anywhere() has both @NonBlocking and @Blocking; remove one of them",
                "#everywhere() has both @NonBlocking and @RunOnVirtualThread; remove one of them",
                "declares parameter 'context' with @DefaultValue, which has a meaning only for",
                "declares parameter 'thing' of type", "declares parameter 'things' of type");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
