package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.amqp.publish.UnsendablePropertiesException;
import io.quarkiverse.tomodachi.runtime.amqp.topology.DeadLetters;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryQueue;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Passes messages whose handler failed on: to a retry queue, from which they come back, or to the dead-letter queue. */
final class FailedMessages {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final String PREFIX = "x-tomodachi-";
    private static final int PERSISTENT = 2;
    private static final BasicProperties NO_PROPERTIES = new BasicProperties.Builder().build();

    private final AmqpSender sender;
    private final RetryLadder ladder;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
    private final ToldProblems problems = new ToldProblems();

    FailedMessages(AmqpSender sender, RetryLadder ladder) {
        this.sender = sender;
        this.ladder = ladder;
    }

    RetryLadder ladder() {
        return ladder;
    }

    /** @param delay {@link RetryLadder#LONGEST} at most */
    CompletionStage<Void> retry(ConsumerSettings consumer, ReceivedMessage received, Duration delay, Throwable reason) {
        RetryQueue retryQueue = retryQueue(consumer, delay);
        CompletionStage<Void> forwarding = forward(consumer, received, received.failed(reason), delay, retryQueue);
        if (consumer.topology().deadLetters() != null) {
            forwarding = forwarding.exceptionallyCompose(failure -> UnsendablePropertiesException.excess(failure) == 0
                    ? CompletableFuture.failedStage(failure)
                    : deadLetterAtOnce(consumer, received, reason));
        }
        return watch(consumer, "retry queue", retryQueue.name(), forwarding);
    }

    /** As {@link #retry}, for a message that no handler was called for. */
    CompletionStage<Void> postpone(ConsumerSettings consumer, ReceivedMessage received, Duration delay) {
        RetryQueue retryQueue = retryQueue(consumer, delay);
        return watch(consumer, "retry queue", retryQueue.name(),
                forward(consumer, received, received.unchanged(), delay, retryQueue));
    }

    private RetryQueue retryQueue(ConsumerSettings consumer, Duration delay) {
        return ladder.queue(delay, consumer.topology(), consumer.consumption().exclusive(), Instant.now());
    }

    private CompletionStage<Void> forward(ConsumerSettings consumer, ReceivedMessage received, FailureRecord record,
            Duration delay, RetryQueue retryQueue) {
        String queue = consumer.topology().queue();
        BasicProperties.Builder properties = keep(received.properties())
                .headers(RetryHeaders.forRetry(received.headers(), record, queue));
        return sender.forward(retryQueue.name(), queue, retryQueue,
                properties.expiration(Long.toString(delay.toMillis())).build(), received.message().body(),
                consumer.publishTimeout());
    }

    private CompletionStage<Void> deadLetterAtOnce(ConsumerSettings consumer, ReceivedMessage received, Throwable reason) {
        String target = consumer.topology().deadLetters().queue();
        LogEvent.of(LOG, Level.WARN, "The headers of a message that %s failed with leave no room for what a retry has to note;"
                + " it goes to the dead-letter queue '%s' at once", consumer.handler(), target)
                .with("event", "dead-lettered-at-once").with(ConsumerLog.fields(consumer)).with("destination", target)
                .with("reason", "the headers are too large").write();
        return deadLetter(consumer, received, reason);
    }

    /** What cannot be sent is left out: the largest headers if there is no room for what is told of the failure. */
    CompletionStage<Void> deadLetter(ConsumerSettings consumer, ReceivedMessage received, Throwable reason) {
        DeadLetters target = consumer.topology().deadLetters();
        Map<String, Object> headers = new LinkedHashMap<>(RetryHeaders.sendable(received.headers()));
        Object copies = headers.remove(RetryHeaders.CC);
        if (copies != null) {
            headers.put(PREFIX + "cc", copies);
        }
        Map<String, Object> own = received.failed(reason).write(PREFIX);
        own.put(PREFIX + "queue", consumer.topology().queue());
        own.put(PREFIX + "service", consumer.service());
        own.put(PREFIX + "handler", consumer.id());
        headers.putAll(own);
        return watch(consumer, "dead-letter queue", target.queue(),
                deadLetter(consumer, received, received.properties(), headers).exceptionallyCompose(failure -> {
                    int excess = UnsendablePropertiesException.excess(failure);
                    return excess == 0 ? CompletableFuture.failedStage(failure)
                            : deadLetter(consumer, received,
                                    excess == UnsendablePropertiesException.ALL ? NO_PROPERTIES : received.properties(),
                                    ShortenedHeaders.of(headers, own, excess));
                }));
    }

    private CompletionStage<Void> deadLetter(ConsumerSettings consumer, ReceivedMessage received, BasicProperties properties,
            Map<String, Object> headers) {
        DeadLetters target = consumer.topology().deadLetters();
        return sender.forward(target.exchange(), target.routingKey(), target, keep(properties).headers(headers).build(),
                received.message().body(), consumer.publishTimeout());
    }

    /** Lets {@link #flush} wait for an outcome. */
    CompletionStage<Void> track(CompletionStage<Void> outcome) {
        CompletableFuture<Void> told = outcome.toCompletableFuture();
        underWay.add(told);
        told.whenComplete((nothing, failure) -> underWay.remove(told));
        return told;
    }

    /** Completes when what is under way now has arrived or failed, and its queue knows. */
    CompletionStage<Void> flush() {
        return CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).exceptionally(ignored -> null);
    }

    /** All but the user, whom the broker accepts from nobody else, and the time to live, which was that of another queue. */
    private static BasicProperties.Builder keep(BasicProperties properties) {
        return properties.builder().deliveryMode(PERSISTENT).userId(null).expiration(null);
    }

    private CompletionStage<Void> watch(ConsumerSettings consumer, String kind, String queue,
            CompletionStage<Void> forwarding) {
        String where = consumer.handler() + " " + kind + " '" + queue + "'";
        return forwarding.whenComplete((nothing, failure) -> {
            if (failure == null) {
                problems.settled(where);
            } else {
                report(consumer, kind, queue, where, Failures.unwrap(failure));
            }
        });
    }

    private void report(ConsumerSettings consumer, String target, String queue, String where, Throwable failure) {
        String reason = failure instanceof AmqpPublishException ? failure.getMessage() : BrokerFailures.reason(failure);
        String kind = failure instanceof AmqpPublishException e ? e.reason().name() : failure.getClass().getName();
        boolean fresh = problems.isNew(where, kind, System.nanoTime());
        LogEvent.of(LOG, fresh ? Level.WARN : Level.DEBUG,
                "A message of %s could not be sent to %s '%s': %s. Such"
                        + " messages are held for some seconds and then given back to queue '%s', without being counted as attempts,"
                        + " until this is settled",
                consumer.handler(), target, queue, reason, consumer.topology().queue())
                .with("event", "forward-failed").with(ConsumerLog.fields(consumer)).with("destination", queue)
                .with("reason", reason).write();
    }
}
