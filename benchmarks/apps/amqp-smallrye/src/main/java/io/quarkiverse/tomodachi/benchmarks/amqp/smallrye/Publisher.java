package io.quarkiverse.tomodachi.benchmarks.amqp.smallrye;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;

@ApplicationScoped
public class Publisher {

    private final MutinyEmitter<byte[]> sink;
    private final MutinyEmitter<String> texts;

    Publisher(@Channel("publish") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> sink,
            @Channel("publish-text") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> texts) {
        this.sink = sink;
        this.texts = texts;
    }

    void start(@Observes StartupEvent started) {
        Control.start(
                (body, outcome) -> sink.sendMessage(Message.of(body, Handlers.PERSISTENT)).subscribe()
                        .with(ignored -> outcome.confirmed(), outcome::failed),
                (text, outcome) -> texts.sendMessage(Message.of(text, Handlers.PERSISTENT_TEXT)).subscribe()
                        .with(ignored -> outcome.confirmed(), outcome::failed));
    }
}
