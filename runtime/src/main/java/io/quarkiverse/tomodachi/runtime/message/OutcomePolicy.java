package io.quarkiverse.tomodachi.runtime.message;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.RetryConfig;

/** Decides what becomes of a message whose handler failed. */
final class OutcomePolicy {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    /** What SQS allows, and more than a broker is asked to keep a message for otherwise. */
    private static final Duration LARGEST_DELAY = Duration.ofHours(12);

    private final RetryConfig config;

    OutcomePolicy(RetryConfig config) {
        this.config = config;
    }

    CompletionStage<Void> settle(String handler, Delivery delivery, Throwable failure) {
        if (failure instanceof RejectMessageException) {
            LOG.errorf(failure, "Message rejected by %s [%s]", handler, delivery.origin());
            return delivery.reject(failure);
        }
        if (failure instanceof RetryMessageException retry) {
            Duration delay = retry.delay().compareTo(LARGEST_DELAY) > 0 ? LARGEST_DELAY : retry.delay();
            LOG.infof("%s wants the message again after %s [%s]", handler, delay, delivery.origin());
            return delivery.retry(delay, failure);
        }
        Duration delay = delay(delivery.attempt());
        LOG.errorf(failure, "Delivery %d failed in %s [%s], the next one follows after %s", delivery.attempt(), handler,
                delivery.origin(), delay);
        return delivery.retry(delay, failure);
    }

    /** Doubles with each attempt up to the limit; a fifth of it is random, so that failures do not come back in step. */
    Duration delay(int attempt) {
        long largest = config.maxDelay().toMillis();
        long initial = Math.min(config.initialDelay().toMillis(), largest);
        int doublings = Math.min(Math.max(attempt, 1) - 1, 30);
        long millis = initial > largest >> doublings ? largest : initial << doublings;
        return Duration.ofMillis(millis - (long) (millis * 0.2 * ThreadLocalRandom.current().nextDouble()));
    }
}
