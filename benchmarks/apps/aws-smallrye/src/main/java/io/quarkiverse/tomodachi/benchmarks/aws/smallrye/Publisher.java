package io.quarkiverse.tomodachi.benchmarks.aws.smallrye;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;

@ApplicationScoped
public class Publisher {

    private final MutinyEmitter<String> sink;

    Publisher(@Channel("send") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<String> sink) {
        this.sink = sink;
    }

    void start(@Observes StartupEvent started) {
        Control.start(Map.of("send", (text, outcome) -> sink.send(text).subscribe().with(ignored -> outcome.confirmed(),
                outcome::failed)));
    }
}
