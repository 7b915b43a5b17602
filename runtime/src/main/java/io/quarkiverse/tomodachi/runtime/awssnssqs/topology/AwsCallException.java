package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.DeniedCalls;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.RefusedCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** AWS refused a call. The message names the call, what it was about, and what to do. */
final class AwsCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String right;
    private final AwsServiceException refusal;

    /**
     * @param right the call, in the form in which rights are granted, as {@code sqs:CreateQueue}
     * @param resource what it was about, as {@code queue orders}
     */
    AwsCallException(String right, String resource, AwsServiceException refusal) {
        super(text(right, resource, refusal), refusal);
        this.right = right;
        this.refusal = refusal;
    }

    /** The call, in the form in which rights are granted. */
    String right() {
        return right;
    }

    boolean isDenied() {
        return isDenied(refusal);
    }

    /** Whether it is not known who calls, so that all calls of the application are refused. */
    boolean isOfCredentials() {
        return RefusedCredentials.are(code(refusal));
    }

    boolean is(Class<? extends AwsServiceException> type) {
        return type.isInstance(refusal);
    }

    /** Whether it is said that what was to be created is there already, but otherwise. */
    boolean isConflict() {
        return isConflict(refusal);
    }

    static boolean isConflict(Throwable refusal) {
        return refusal instanceof AwsServiceException && String.valueOf(refusal.getMessage()).contains("different attributes");
    }

    static boolean isDenied(Throwable refusal) {
        return refusal instanceof AwsServiceException service && DeniedCalls.are(code(service));
    }

    static String code(AwsServiceException refusal) {
        return refusal.awsErrorDetails() == null ? "" : String.valueOf(refusal.awsErrorDetails().errorCode());
    }

    private static String text(String right, String resource, AwsServiceException refusal) {
        if (isDenied(refusal)) {
            return "the right " + right + " for " + resource + " is missing (" + refusal.getMessage() + "); grant it, or "
                    + alternative(right)
                    + ". All rights that the application needs are in tomodachi/aws-iam-policy.json, which is written to the build"
                    + " folder when it is packaged";
        }
        return right + " of " + resource + " failed: " + refusal.getMessage();
    }

    private static String alternative(String right) {
        return switch (right) {
            case "sqs:CreateQueue" -> "create the queue beforehand";
            case "sns:CreateTopic" -> "create the topic beforehand";
            case "sns:Subscribe" -> "subscribe the queue to the topic beforehand";
            case "sns:ConfirmSubscription" -> "have the owner of the queue subscribe it";
            case "sqs:SetQueueAttributes", "sns:SetTopicAttributes", "sns:SetSubscriptionAttributes" ->
                "set beforehand what the handler declares";
            default -> "correct the name if it is another one";
        };
    }
}
