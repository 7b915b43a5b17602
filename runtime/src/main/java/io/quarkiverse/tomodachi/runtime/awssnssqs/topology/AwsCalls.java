package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Calls that set things up. They go on where AWS takes fewer calls than many handlers make, or has to finish something else
 * first. For worker threads, which wait.
 */
final class AwsCalls {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Set<String> TRANSIENT = Set.of("KmsThrottled", "KMSThrottling", "KMSThrottlingException",
            "AWS.SimpleQueueService.QueueDeletedRecently", "QueueDeletedRecently", "ConcurrentAccess");
    private static final int SERVER_ERROR = 500;

    /** Longer than the minute for which SQS takes no queue of a name that was deleted. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private AwsCalls() {
    }

    /**
     * @param right the call, in the form in which rights are granted
     * @param resource what it is about, for messages to people
     * @throws AwsCallException if AWS refuses the call
     * @throws IllegalStateException if AWS does not answer
     */
    static <T> T call(String right, String resource, Supplier<? extends CompletionStage<T>> call) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE.toMillis();
        while (true) {
            try {
                return await(call.get());
            } catch (AwsServiceException e) {
                if (!isTransient(e) || System.nanoTime() > end) {
                    throw new AwsCallException(right, resource, e);
                }
                LogEvent.of(LOG, Level.DEBUG, "%s of %s is tried again: %s", right, resource, e.getMessage()).write();
            } catch (SdkClientException e) {
                throw isSilence(e) ? new IllegalStateException(right + " of " + resource + " was not answered in time", e) : e;
            }
            sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
            pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        }
    }

    /** The last attempt and the call may end at the same time; the client wraps the former. */
    private static boolean isSilence(SdkClientException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(AwsServiceException refusal) {
        return refusal.isThrottlingException() || refusal.statusCode() >= SERVER_ERROR
                || TRANSIENT.contains(AwsCallException.code(refusal));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while AWS was asked", e);
        }
    }
}
