package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import java.net.ConnectException;
import java.net.UnknownHostException;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.RefusedCredentials;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.Throttling;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * What a failed call, or a failed entry of a batch, means for the messages in it.
 *
 * @param kind what to do
 * @param mayHaveArrived whether AWS may have accepted them all the same
 * @param text what AWS or the client said
 * @param cause the failure, may be {@code null}
 */
public record CallFailure(Kind kind, boolean mayHaveArrived, String text, Throwable cause) {

    private static final int SERVER_ERROR = 500;
    private static final int FORBIDDEN = 403;

    public enum Kind {

        /** Later it may go well. */
        TRANSIENT,

        /** Later it may go well, if fewer calls are made. */
        THROTTLED,

        /** The topic or queue does not exist. */
        GONE,

        /** The caller has no right to it. */
        DENIED,

        /** It will never go well. */
        REFUSED
    }

    public static CallFailure of(Throwable failure) {
        Throwable cause = Failures.unwrap(failure);
        if (cause instanceof AwsServiceException service) {
            return ofService(service);
        }
        if (cause instanceof SdkClientException) {
            return new CallFailure(Kind.TRANSIENT, !isBeforeSending(cause), text(cause), cause);
        }
        return new CallFailure(Kind.REFUSED, false,
                cause instanceof IllegalStateException ? cause.getMessage() : String.valueOf(cause), cause);
    }

    /** Of a call that carried no message. */
    public static CallFailure ofLookUp(Throwable failure) {
        CallFailure call = of(failure);
        return new CallFailure(call.kind(), false, call.text(), call.cause());
    }

    /**
     * @param senderFault what AWS says of it
     * @param code the error code
     */
    public static CallFailure ofEntry(boolean senderFault, String code, String message) {
        String text = message == null ? code : message + " (" + code + ")";
        if (Throttling.is(code)) {
            return new CallFailure(Kind.THROTTLED, !Throttling.isRefusedForLoad(code), text, null);
        }
        return senderFault ? new CallFailure(Kind.REFUSED, false, text, null)
                : new CallFailure(Kind.TRANSIENT, true, text, null);
    }

    public boolean mayGoWell() {
        return kind == Kind.TRANSIENT || kind == Kind.THROTTLED;
    }

    private static CallFailure ofService(AwsServiceException failure) {
        String code = failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorCode();
        // the client has tried several times; what became of the earlier attempts is told by what it suppressed
        boolean unsure = hasUnsureAttempt(failure);
        return new CallFailure(kind(failure, code),
                unsure || failure.statusCode() >= SERVER_ERROR && !Throttling.isRefusedForLoad(code),
                failure.getMessage(), failure);
    }

    private static Kind kind(AwsServiceException failure, String code) {
        if (failure instanceof QueueDoesNotExistException || failure instanceof NotFoundException) {
            return Kind.GONE;
        }
        if (failure.isThrottlingException() || Throttling.is(code)) {
            return Kind.THROTTLED;
        }
        if (failure.statusCode() >= SERVER_ERROR || failure.isClockSkewException()
                || code != null && RefusedCredentials.are(code)) {
            return Kind.TRANSIENT;
        }
        return failure.statusCode() == FORBIDDEN || code != null && code.contains("AccessDenied") ? Kind.DENIED : Kind.REFUSED;
    }

    private static boolean hasUnsureAttempt(Throwable failure) {
        for (Throwable attempt : failure.getSuppressed()) {
            String text = String.valueOf(attempt.getMessage());
            if (text.contains("Unable to execute HTTP request") || text.contains("Status Code: 5")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBeforeSending(Throwable failure) {
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException
                || hasUnsureAttempt(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || text.contains("Unable to load credentials") || text.contains("Unable to load region")
                    || text.contains("Acquire operation took longer")) {
                return true;
            }
        }
        return false;
    }

    /** With the cause, which tells more than "Unable to execute HTTP request". */
    private static String text(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        String cause = failure.getCause() == null ? null : failure.getCause().getMessage();
        return cause == null || text.contains(cause) ? text : text + ": " + cause;
    }
}
