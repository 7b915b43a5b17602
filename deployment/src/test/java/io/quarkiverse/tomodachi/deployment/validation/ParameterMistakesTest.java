package io.quarkiverse.tomodachi.deployment.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.google.protobuf.MessageLite;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.ClientAddress;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.ext.web.RoutingContext;

class ParameterMistakesTest {

    private static final String FAULTY = Faulty.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Faulty.class, Fine.class, Basket.class, Task.class))
            .assertException(failure -> assertThat(Problems.of(failure)).contains(
                    "@AwsSnsSqs method " + FAULTY + "#header(String) declares parameter 'event' with @Header, which has no"
                            + " meaning for @AwsSnsSqs; remove it",
                    "#attribute(String) declares parameter 'event' with @Attribute, which has no meaning for @Amqp",
                    "#query(String) declares parameter 'routingKey' with @Query, which has no meaning for @Amqp",
                    "#body(String) declares parameter 'data' with @Body, which has no meaning for @Amqp",
                    "#time(Instant) declares parameter 'invocationTime' with @Body, which has no meaning for @Schedule",
                    "#start(ServiceContext) declares parameter 'context' with @Header, which has no meaning for @StartService",
                    "#group(String) declares parameter 'id' with @Attribute, which has no meaning for @Http.Get",
                    "#number(int) declares parameter 'client' of type int, which is no address; use String or InetAddress",
                    "#answer(Throwable) declares parameter 'failure' of type java.lang.Throwable, which is no address; use"
                            + " String or InetAddress",
                    "#connection(WebsocketConnection) declares parameter 'socket' of type"
                            + " io.quarkiverse.tomodachi.WebsocketConnection, which is no address; use String or InetAddress",
                    "#sender(String) declares parameter 'data' with @ClientAddress, which has no meaning for @Amqp; remove it",
                    "#forwarded(String) declares parameter 'address' with both @ClientAddress and @Header; remove one of them",
                    "#other(String) declares parameter 'client' with @DefaultValue, which has a meaning only for",
                    "#twice(String) declares parameter 'name' with both @Header and @Query; remove one of them",
                    "#basket(ParameterMistakesTest.Basket) declares parameter 'basket' of type " + Basket.class.getName()
                            + ", which is a protobuf message",
                    "#baskets(List<ParameterMistakesTest.Basket>) declares parameter 'baskets' of type",
                    "#context(RoutingContext) declares parameter 'context' of type io.vertx.ext.web.RoutingContext, which the"
                            + " data",
                    "#stream(InputStream) declares parameter 'stream'",
                    "#future(CompletableFuture<String>) declares parameter 'future'",
                    "#instance(Instance<String>) declares parameter 'instance'",
                    "#publisher(AmqpPublisher) declares parameter 'publisher'",
                    "#zoned() has the timezone 'Europe/Stockholm' together with the interval '10s'")
                    .doesNotContain(Fine.class.getName()));

    interface Basket extends MessageLite {
    }

    record Task(String name) implements Runnable {

        @Override
        public void run() {
        }
    }

    @TomodachiService("faulty")
    static class Faulty {

        @AwsSnsSqs(topic = "header")
        void header(@Header("event") String event) {
        }

        @Amqp("attribute")
        void attribute(@Attribute String event) {
        }

        @Amqp("query")
        void query(@Query String routingKey) {
        }

        @Amqp("body")
        void body(@Body String data) {
        }

        @Schedule(interval = "1 hour")
        void time(@Body Instant invocationTime) {
        }

        @StartService
        void start(@Header ServiceContext context) {
        }

        @Http.Get("/group/(?<id>.+)")
        void group(@Attribute String id) {
        }

        @Http.Get("/number")
        void number(@ClientAddress int client) {
        }

        @HttpError(500)
        void answer(@ClientAddress Throwable failure) {
        }

        @Websocket("/connection")
        void connection(@ClientAddress WebsocketConnection socket) {
        }

        @Amqp("sender")
        void sender(@ClientAddress String data) {
        }

        @Http.Get("/forwarded")
        void forwarded(@ClientAddress @Header String address) {
        }

        @Http.Get("/other")
        void other(@ClientAddress @DefaultValue("::1") String client) {
        }

        @Http.Get("/twice")
        void twice(@Header @Query String name) {
        }

        @Amqp("basket")
        void basket(Basket basket) {
        }

        @AwsSnsSqs(topic = "baskets")
        void baskets(List<Basket> baskets) {
        }

        @Amqp("context")
        void context(RoutingContext context) {
        }

        @Amqp("stream")
        void stream(InputStream stream) {
        }

        @Amqp("future")
        void future(CompletableFuture<String> future) {
        }

        @Amqp("instance")
        void instance(Instance<String> instance) {
        }

        @Amqp("publisher")
        void publisher(AmqpPublisher publisher) {
        }

        @Schedule(interval = "10s", timezone = "Europe/Stockholm")
        void zoned() {
        }
    }

    @TomodachiService("fine")
    static class Fine {

        @Amqp("task")
        void task(Task task, @Header String routingKey) {
        }

        @AwsSnsSqs(topic = "tasks")
        void tasks(List<Task> tasks, @Attribute List<String> receiptHandle) {
        }

        @Http.Get("/fine")
        void http(@Header String name, @Query String body, @Body Task task) {
        }

        @Schedule(interval = "daily", timezone = "Europe/Stockholm")
        void zoned() {
        }

        @Websocket("/fine-socket")
        CompletableFuture<WebsocketHandlers> socket() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
