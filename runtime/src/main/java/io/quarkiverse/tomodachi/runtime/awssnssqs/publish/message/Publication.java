package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.tomodachi.AwsSnsSqsPublishException;
import io.quarkiverse.tomodachi.AwsSnsSqsPublishException.Reason;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallFailure;

/** A message on its way to SNS or SQS. But for its outcome it is used by one thread at a time: under the lock of its lane. */
public final class Publication {

    private final Content content;
    private final int bytes;
    private final Duration timeout;
    private final long created;
    private final Outcome outcome;

    private volatile boolean underWay;
    private volatile boolean mayHaveArrived;
    private volatile CallFailure problem;
    private int failures;
    private boolean alone;
    private boolean lookedUpAgain;
    private boolean limitsReadAgain;
    private QueueBody body;

    /** @param created the nanoseconds of {@link System#nanoTime()} from which on the time counts */
    public Publication(Content content, Duration timeout, long created, Outcome outcome) {
        this.content = content;
        this.bytes = content.bytes();
        this.timeout = timeout;
        this.created = created;
        this.outcome = outcome;
    }

    public Content content() {
        return content;
    }

    /** As AWS counts those of a message to a topic. */
    public int bytes() {
        return bytes;
    }

    public long created() {
        return created;
    }

    /** @param now the nanoseconds of {@link System#nanoTime()} */
    public long remainingNanos(long now) {
        return created + timeout.toNanos() - now;
    }

    public CompletableFuture<PublishResult> future() {
        return outcome.future();
    }

    public boolean isDone() {
        return outcome.isTold();
    }

    /** How it looks in a queue, written once. */
    public QueueBody body(String queueUrl) {
        if (body == null || !body.queueUrl().equals(queueUrl)) {
            body = QueueBody.of(content, queueUrl);
        }
        return body;
    }

    /** From here on AWS may have it. */
    public void sent() {
        underWay = true;
    }

    /** An attempt has failed, after which there may be another one. */
    public void failed(CallFailure failure) {
        problem = failure;
        mayHaveArrived |= failure.mayHaveArrived();
        underWay = false;
        failures++;
    }

    public int failures() {
        return failures;
    }

    /** Whether it is not to share a call with others, since such a call was refused. */
    public boolean isAlone() {
        return alone;
    }

    public void leaveAlone() {
        alone = true;
    }

    /** @return whether it was not done before */
    public boolean lookUpAgain() {
        boolean first = !lookedUpAgain;
        lookedUpAgain = true;
        return first;
    }

    /** @return whether it was not done before */
    public boolean readLimitsAgain() {
        boolean first = !limitsReadAgain;
        limitsReadAgain = true;
        return first;
    }

    public void succeed(PublishResult result) {
        outcome.succeed(result);
    }

    public void refuse(CallFailure failure) {
        fail(mayHaveArrived ? Reason.UNCONFIRMED : Reason.REFUSED, "was refused: " + failure.text(), failure.cause());
    }

    /** The message itself is not possible. */
    public void invalid(String text) {
        outcome.fail(new IllegalArgumentException(text));
    }

    /** @param why continues "was not accepted " */
    public void giveUp(String why) {
        CallFailure last = problem;
        String text = "was not accepted " + why + (last == null ? "" : ": " + last.text());
        if (underWay || mayHaveArrived) {
            fail(Reason.UNCONFIRMED, text + "; it may have arrived or not", last == null ? null : last.cause());
        } else {
            fail(Reason.NOT_SENT, text, last == null ? null : last.cause());
        }
    }

    /** If it is past its deadline. */
    void expire(long now) {
        if (!isDone() && remainingNanos(now) <= 0) {
            giveUp("within " + timeout);
        }
    }

    private void fail(Reason reason, String words, Throwable cause) {
        outcome.fail(new AwsSnsSqsPublishException(reason, "The message to " + outcome.target() + " " + words, cause));
    }
}
