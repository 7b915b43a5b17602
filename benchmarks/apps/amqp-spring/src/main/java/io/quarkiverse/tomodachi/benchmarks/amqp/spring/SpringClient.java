package io.quarkiverse.tomodachi.benchmarks.amqp.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkiverse.tomodachi.benchmarks.control.Sender;

/** Spring Boot with its starter for AMQP. */
@SpringBootApplication
public class SpringClient {

    private final Sink sink;

    SpringClient(Sink sink) {
        this.sink = sink;
    }

    public static void main(String[] args) {
        SpringApplication.run(SpringClient.class, args);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Control.start(this::send, this::send);
    }

    private void send(Object body, Sender.Outcome outcome) {
        sink.send(body).whenComplete((ignored, failure) -> {
            if (failure == null) {
                outcome.confirmed();
            } else {
                outcome.failed(failure);
            }
        });
    }
}
