package io.quarkiverse.tomodachi.benchmarks.amqp.tomodachi;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkiverse.tomodachi.benchmarks.control.Sender;
import io.quarkus.runtime.StartupEvent;

@Singleton
public class Publisher {

    private final AmqpPublisher amqp;

    Publisher(AmqpPublisher amqp) {
        this.amqp = amqp;
    }

    void start(@Observes StartupEvent started) {
        Control.start(this::send, this::send);
    }

    private void send(Object body, Sender.Outcome outcome) {
        amqp.publish(body, Service.SINK).subscribe().with(ignored -> outcome.confirmed(), outcome::failed);
    }
}
