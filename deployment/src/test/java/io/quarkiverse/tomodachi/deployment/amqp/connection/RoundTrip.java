package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;

/** A service that receives what it publishes, over two connections. */
@TomodachiService("round-trip")
public class RoundTrip {

    final List<String> received = new CopyOnWriteArrayList<>();

    @Inject
    AmqpPublisher publisher;

    @Amqp("round-trip")
    void receive(String data) {
        received.add(data);
    }

    /** Until the broker has confirmed it. */
    void publish(String data) {
        publisher.publish(data, "round-trip").await().atMost(Duration.ofSeconds(10));
    }

    void awaitReceived(String... data) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(received).contains(data));
    }
}
