package io.quarkiverse.tomodachi.benchmarks.aws.tomodachi;

import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkiverse.tomodachi.benchmarks.control.Sender;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

@Singleton
public class Publisher {

    private static final String SINK = "sink";

    private final AwsSnsSqsPublisher aws;

    Publisher(AwsSnsSqsPublisher aws) {
        this.aws = aws;
    }

    void start(@Observes StartupEvent started) {
        Control.start(Map.of("send", (text, outcome) -> tell(aws.send(text, SINK), outcome),
                "publish", (text, outcome) -> tell(aws.publish(text, SINK), outcome)));
    }

    private static void tell(Uni<PublishResult> sent, Sender.Outcome outcome) {
        sent.subscribe().with(ignored -> outcome.confirmed(), outcome::failed);
    }
}
