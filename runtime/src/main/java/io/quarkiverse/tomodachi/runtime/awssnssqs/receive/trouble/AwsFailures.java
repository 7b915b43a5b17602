package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble;

import java.util.concurrent.TimeoutException;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.DeniedCalls;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What failures of calls mean. */
public final class AwsFailures {

    private AwsFailures() {
    }

    public static Throwable unwrap(Throwable failure) {
        return Failures.unwrap(failure);
    }

    public static boolean isGone(Throwable failure) {
        return unwrap(failure) instanceof QueueDoesNotExistException;
    }

    /** Whether AWS never takes the call as it is. */
    public static boolean isInvalid(Throwable failure) {
        return unwrap(failure) instanceof AwsServiceException service && service.awsErrorDetails() != null
                && String.valueOf(service.awsErrorDetails().errorCode()).startsWith("InvalidParameterValue");
    }

    /** Whether the right to make the call is missing. */
    public static boolean isDenied(Throwable failure) {
        return unwrap(failure) instanceof AwsServiceException service && service.awsErrorDetails() != null
                && DeniedCalls.are(service.awsErrorDetails().errorCode());
    }

    /** For people: without the identities of requests, so that the same reason has the same text. */
    public static String reason(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ": " + service.awsErrorDetails().errorMessage();
        }
        if (cause instanceof TimeoutException) {
            return "No answer in time";
        }
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
