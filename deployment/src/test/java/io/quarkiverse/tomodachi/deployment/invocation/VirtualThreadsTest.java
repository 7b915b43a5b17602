package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Handlers of all kinds on virtual threads, which are worker threads before Java 21. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestBroker.application(Virtual.class, Visitor.class, RawWebsocket.class);

    @TestHTTPResource
    URI server;

    @Inject
    AmqpPublisher publisher;

    @RequestScoped
    static class Visitor {

        private String name = "nobody";

        String name() {
            return name;
        }

        void name(String newName) {
            name = newName;
        }
    }

    @RunOnVirtualThread
    @TomodachiService("virtual")
    static class Virtual {

        static final BlockingQueue<String> TICKS = new LinkedBlockingQueue<>();
        static final BlockingQueue<String> MESSAGES = new LinkedBlockingQueue<>();

        @Inject
        Visitor visitor;

        private String where() {
            // there is no method for it in the release that this is compiled for
            boolean virtual = Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread");
            return virtual + " " + (Vertx.currentContext() != null);
        }

        @Http.Post("/body")
        String body(String body) throws InterruptedException {
            visitor.name(body);
            // parks the thread, so that it goes on elsewhere
            Thread.sleep(1);
            return visitor.name() + " " + where();
        }

        @Http.Get("/uni")
        Uni<String> uni(RoutingContext context) {
            return Uni.createFrom().item("uni " + where());
        }

        @Http.Get("/multi")
        Multi<String> multi() {
            return Multi.createFrom().items("multi ", where());
        }

        @Http.Get("/fails")
        void fails() {
            throw new HttpException(418);
        }

        @HttpError(418)
        String teapot() {
            return "teapot " + where();
        }

        @Websocket("/socket")
        WebsocketHandlers socket(WebsocketConnection socket) {
            socket.sendText("connected " + where());
            return WebsocketHandlers.onText(text -> socket.sendText(text + " " + where()));
        }

        @Amqp("message")
        void message(String data) throws InterruptedException {
            visitor.name(data);
            Thread.sleep(1);
            MESSAGES.add(visitor.name() + " " + where());
        }

        @Amqp("message.uni")
        Uni<Void> uniOfMessage(String data) {
            MESSAGES.add(data + " " + where());
            return Uni.createFrom().voidItem();
        }

        @Schedule(interval = "1s")
        void tick() {
            TICKS.add("tick " + where());
        }
    }

    @Test
    void answersRequests() {
        given().body("anna").post("/body").then().statusCode(200).body(is("anna true true"));
        when().get("/uni").then().statusCode(200).body(is("uni true true"));
        when().get("/multi").then().statusCode(200).body(is("multi true true"));
        when().get("/fails").then().statusCode(418).body(is("teapot true true"));
    }

    @Test
    void talksOverWebsockets() throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, "/socket")) {
            assertThat(client.next()).isEqualTo("connected true true");
            assertThat(client.text("word").next()).isEqualTo("word true true");
        }
    }

    @Test
    void runsOnSchedule() throws InterruptedException {
        assertThat(Virtual.TICKS.poll(20, TimeUnit.SECONDS)).isEqualTo("tick true true");
    }

    @Test
    void receivesMessages() throws InterruptedException {
        publisher.publishAndAwait("paid", "message");
        assertThat(Virtual.MESSAGES.poll(20, TimeUnit.SECONDS)).isEqualTo("paid true true");
        publisher.publishAndAwait("sent", "message.uni");
        assertThat(Virtual.MESSAGES.poll(20, TimeUnit.SECONDS)).isEqualTo("sent true true");
    }
}
