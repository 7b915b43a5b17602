package io.quarkiverse.tomodachi.benchmarks.amqp.queues;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkiverse.tomodachi.benchmarks.control.Sender;
import io.quarkus.runtime.StartupEvent;

/** The services of this application are generated: {@code -Dhandlers} tells how many queues they have together. */
@Singleton
public class Start {

    void start(@Observes StartupEvent started) {
        Control.start(Start::refuse, Start::refuse);
    }

    private static void refuse(Object body, Sender.Outcome outcome) {
        outcome.failed(new UnsupportedOperationException("only consumes"));
    }
}
