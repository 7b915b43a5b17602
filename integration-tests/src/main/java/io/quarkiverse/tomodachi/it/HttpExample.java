package io.quarkiverse.tomodachi.it;

import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

// tag::service[]
@TomodachiService("http-example")
public class HttpExample {

    @Http.Get("/resource/(?<id>[^/]+?)/?")
    String resource(String id) {
        return "id = " + id;
    }

    @Http(method = { "GET", "POST" }, url = "/health", ignoreLogging = { 200 })
    Response health() {
        return Response.status(200).body("Healthy");
    }

    @HttpError(404)
    Response notFound(RoutingContext request) {
        return Response.json(Map.of("error", "not-found"));
    }

    @HttpStatic(path = "public", url = "/static/")
    void files() {
    }

    @Websocket("/ws/?")
    WebsocketHandlers chat(WebsocketConnection socket) {
        return WebsocketHandlers.onText(text -> socket.sendText("echo: " + text)).onClose(() -> {
        });
    }

    @Inject
    AmqpPublisher amqp;

    @Inject
    AwsSnsSqsPublisher aws;

    @Amqp("example.topic")
    Uni<Void> forward(JsonNode data) {
        return amqp.publish(data, "example.response");
    }

    @AwsSnsSqs(topic = "example-topic", queueName = "example-queue", filterPolicy = "{\"event\": [\"order_paid\"]}", deadLetterQueueName = "example-dlq", maxReceiveCount = 3)
    void paid(Order data, MessageMetadata metadata, @Attribute("currency") String currency) {
        aws.publish(data, "another-topic", Publish.attribute("event", "order_shipped").groupId(currency));
    }

    @Schedule(interval = "*/5 * * * *", timezone = "Europe/Stockholm")
    void cron() {
    }

    @Schedule(interval = "10s", immediately = true)
    void everyTenSeconds() {
    }

    @Schedule(timestamp = "07:30")
    void everyMorning() {
    }

    @Heartbeat
    void tick() {
    }

    @StartService
    void connect() {
    }

    @StartedService
    void report() {
    }

    @StoppingService
    void cancel() {
    }

    @StopService
    void close() {
    }
}
// end::service[]
