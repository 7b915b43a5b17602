package io.quarkiverse.tomodachi.deployment.devmode;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;

@TomodachiService("reloaded")
public class LiveReloadService {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger ticks = new AtomicInteger();

    @Inject
    AmqpPublisher amqp;

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Tomodachi tomodachi;

    @Schedule(interval = "1s")
    void tick() {
        ticks.incrementAndGet();
    }

    @Http.Get("/ticks")
    int ticks() {
        return ticks.get();
    }

    @Http.Get("/version")
    String version() {
        return "version 0";
    }

    @Http.Get("/config/(?<name>[a-z.-]+)")
    String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @Http.Post("/publish")
    Uni<Void> publish(String body) {
        return amqp.publish(body, "reload.key").chain(() -> aws.publish(body, "reload-topic")).replaceWithVoid();
    }

    @Http.Post("/pause")
    Uni<Void> pause() {
        return Uni.join().all(tomodachi.pausableHandlers().stream().map(PausableHandler::pause).toList()).andFailFast()
                .replaceWithVoid();
    }

    @Http.Get("/received")
    List<String> received() {
        return received;
    }

    @Amqp(value = "reload.key", queueName = "reload")
    void fromAmqp(String data) {
        received.add("amqp " + data);
    }

    @AwsSnsSqs(topic = "reload-topic", queueName = "reload")
    void fromSqs(String data) {
        received.add("sqs " + data);
    }
}
