package io.quarkiverse.tomodachi.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;

/** Sends what {@link HttpExample} receives and receives what it sends. */
@TomodachiService("observer")
public class Observer {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Inject
    AmqpPublisher amqp;

    @Inject
    AwsSnsSqsPublisher aws;

    @Http.Post("/amqp")
    Uni<Void> amqp(@Body JsonNode data) {
        return amqp.publish(data, "example.topic");
    }

    @Http.Post("/pay/(?<event>[a-z_]+)")
    Uni<String> pay(String event, @Body Order order) {
        return aws.publish(order, "example-topic", Publish.attribute("event", event).attribute("currency", "SEK"))
                .map(result -> result.messageId());
    }

    @Http.Get("/seen")
    List<String> seen() {
        return seen;
    }

    @Amqp("example.response")
    void response(JsonNode data) {
        seen.add("amqp " + data);
    }

    @AwsSnsSqs(topic = "another-topic", queueName = "observer")
    void shipped(Order order, @Attribute("event") String event) {
        seen.add(event + " " + order.id());
    }
}
