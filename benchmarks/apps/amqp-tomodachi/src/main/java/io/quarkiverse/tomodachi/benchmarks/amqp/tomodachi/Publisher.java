package io.quarkiverse.tomodachi.benchmarks.amqp.tomodachi;

import java.nio.charset.StandardCharsets;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.benchmarks.amqp.control.Control;
import io.quarkus.runtime.StartupEvent;

@Singleton
public class Publisher {

    private final AmqpPublisher amqp;

    Publisher(AmqpPublisher amqp) {
        this.amqp = amqp;
    }

    void start(@Observes StartupEvent started) {
        Control.start((body, outcome) -> amqp.publish(new String(body, StandardCharsets.ISO_8859_1), Service.SINK).subscribe()
                .with(ignored -> outcome.confirmed(), outcome::failed));
    }
}
