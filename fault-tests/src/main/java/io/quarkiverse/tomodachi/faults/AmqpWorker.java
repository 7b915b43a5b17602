package io.quarkiverse.tomodachi.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;

/**
 * Passes each message on under another routing key and acknowledges it when that was confirmed. So what the application has
 * handled can be counted at the broker, whatever becomes of the application.
 */
@TomodachiService("faults")
@IfBuildProperty(name = "faults.application", stringValue = "amqp")
public class AmqpWorker {

    private static final Logger LOG = Logger.getLogger(AmqpWorker.class);
    private static final int FAILURES = 2;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> late = new ConcurrentHashMap<>();
    private final Set<String> quiet = ConcurrentHashMap.newKeySet();

    @Inject
    AmqpPublisher amqp;

    @Inject
    Tomodachi tomodachi;

    @ConfigProperty(name = "faults.pause", defaultValue = "0s")
    Duration pause;

    /** On the event loop. */
    @Amqp(value = "reactive", queueName = "reactive")
    Uni<Void> reactive(String id) {
        return amqp.publish(id, "done");
    }

    /** On a worker thread, as slow as it is told to be. */
    @Amqp(value = "blocking", queueName = "blocking", concurrency = 4)
    void blocking(String id) throws InterruptedException {
        Thread.sleep(pause.toMillis());
        amqp.publishAndAwait(id, "done");
    }

    /**
     * When a message comes first: until it comes again, and no longer than it is told to take. RabbitMQ 4.3 and later have a
     * limit for that in quorum queues alone.
     */
    @Amqp(value = "late", queueName = "late", quorum = true)
    void late(String id, boolean redelivered) throws InterruptedException {
        CountDownLatch again = late.computeIfAbsent(id, first -> new CountDownLatch(1));
        if (redelivered) {
            again.countDown();
        } else {
            again.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        amqp.publishAndAwait(id, "done");
    }

    /** Fails twice before it passes a message on, which waits in retry queues meanwhile. */
    @Amqp(value = "failing", queueName = "failing")
    @FailurePolicy(attempts = 0, initialDelay = "500ms", multiplier = 1)
    Uni<Void> failing(String id) {
        return failures.merge(id, 1, Integer::sum) <= FAILURES ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                : amqp.publish(id, "done");
    }

    /** As {@link #failing}, of a quorum queue. Does not take those whose number ends with a nine. */
    @Amqp(value = "quorum", queueName = "quorum", quorum = true, deadLetterQueue = "refused")
    @FailurePolicy(attempts = 0, initialDelay = "500ms", multiplier = 1)
    Uni<Void> quorum(String id) {
        return id.endsWith("9") ? Uni.createFrom().failure(new RejectMessageException("nine")) : failing(id);
    }

    /** Publishes nothing. */
    @Amqp(value = "quiet", queueName = "quiet", concurrency = 1)
    void quiet(String id) {
        quiet.add(id);
    }

    /** One at a time, far slower than messages come. */
    @Amqp(value = "slow", queueName = "slow", concurrency = 1, prefetch = 20)
    void slow(String id) throws InterruptedException {
        Thread.sleep(20);
        amqp.publishAndAwait(id, "done");
    }

    /** Always fails; three times is enough. */
    @Amqp(value = "poison", queueName = "poison", deadLetterQueue = "dead")
    @FailurePolicy(attempts = 3, initialDelay = "100ms")
    void poison(String id) {
        throw new IllegalStateException("never");
    }

    /** Takes nothing but numbers. */
    @Amqp(value = "numbers", queueName = "numbers", deadLetterQueue = "dead")
    void number(long number) {
        amqp.publishAndAwait(Long.toString(number), "done");
    }

    @Http.Get("/pause")
    Uni<String> pause(@Query String handler) {
        return tomodachi.service("faults").pausableHandler(handler).pause().replaceWith("paused");
    }

    @Http.Get("/resume")
    Uni<String> resume(@Query String handler) {
        return tomodachi.service("faults").pausableHandler(handler).resume().replaceWith("resumed");
    }

    /** How many messages {@link #quiet} has handled. */
    @Http.Get("/quiet")
    String quiet() {
        return Integer.toString(quiet.size());
    }

    @Http.Get("/publish")
    Uni<String> publish(@Query String key, @Query String data) {
        return amqp.publish(data, key).replaceWith("confirmed").onFailure().recoverWithItem(failure -> {
            LOG.info("Not published", failure);
            return failure.getMessage();
        });
    }
}
