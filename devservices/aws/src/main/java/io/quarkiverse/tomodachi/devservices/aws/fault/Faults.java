package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What an endpoint is to do wrong on purpose. Values are immutable: each method gives a changed copy.
 * <p>
 * A fault concerns all calls, unless {@link #onlyOn} names actions or {@link #onlyFor} queues and topics, and lasts until
 * others
 * are injected, unless {@link #startingAfter}, {@link #lasting} or {@link #firstCalls} say otherwise. Which of the calls
 * concerned
 * go wrong is drawn by chance, repeatably: the same {@link #seed} and the same calls give the same faults. A call that goes
 * wrong
 * is counted like any other.
 * <p>
 * Faults can be written as text, see {@link #parse(String)}.
 */
public final class Faults {

    /** What becomes of credentials. */
    enum Credentials {
        ACCEPTED,
        REFUSED,
        EXPIRED
    }

    double throttleShare;
    double failShare;
    double dropShare;
    double lostAnswerShare;
    double duplicateShare;
    Credentials credentials = Credentials.ACCEPTED;
    boolean accessDenied;
    Duration delay = Duration.ZERO;
    int failedEntries;
    int outOfEntries;
    Set<String> actions = Set.of();
    Set<String> resources = Set.of();
    Duration after = Duration.ZERO;
    /** Null for no end. */
    Duration lasting;
    long firstCalls = Long.MAX_VALUE;
    long seed;

    private Faults() {
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults();
    }

    /**
     * Reads faults from text: settings apart from each other by commas or white space, as
     * {@code throttle=0.1,on=sqs.SendMessage}.
     * <table>
     * <caption>Settings</caption>
     * <tr>
     * <th>setting</th>
     * <th>is</th>
     * </tr>
     * <tr>
     * <td>{@code throttle=0.1}</td>
     * <td>{@link #throttle}</td>
     * </tr>
     * <tr>
     * <td>{@code fail=0.1}</td>
     * <td>{@link #fail}</td>
     * </tr>
     * <tr>
     * <td>{@code drop=0.1}</td>
     * <td>{@link #dropConnections}</td>
     * </tr>
     * <tr>
     * <td>{@code lose-answers=0.1}</td>
     * <td>{@link #loseAnswers}</td>
     * </tr>
     * <tr>
     * <td>{@code duplicate=0.1}</td>
     * <td>{@link #duplicateMessages}</td>
     * </tr>
     * <tr>
     * <td>{@code fail-entries=3/10}</td>
     * <td>{@link #failBatchEntries}</td>
     * </tr>
     * <tr>
     * <td>{@code delay=200ms}</td>
     * <td>{@link #delay}</td>
     * </tr>
     * <tr>
     * <td>{@code credentials=refused}, {@code credentials=expired}</td>
     * <td>{@link #refuseCredentials}, {@link #expireCredentials}</td>
     * </tr>
     * <tr>
     * <td>{@code access=denied}</td>
     * <td>{@link #denyAccess}</td>
     * </tr>
     * <tr>
     * <td>{@code on=sqs.SendMessage|sns.Publish}</td>
     * <td>{@link #onlyOn}</td>
     * </tr>
     * <tr>
     * <td>{@code for=orders|invoices}</td>
     * <td>{@link #onlyFor}</td>
     * </tr>
     * <tr>
     * <td>{@code after=10s}</td>
     * <td>{@link #startingAfter}</td>
     * </tr>
     * <tr>
     * <td>{@code lasting=2m}</td>
     * <td>{@link #lasting}</td>
     * </tr>
     * <tr>
     * <td>{@code calls=5}</td>
     * <td>{@link #firstCalls}</td>
     * </tr>
     * <tr>
     * <td>{@code seed=42}</td>
     * <td>{@link #seed}</td>
     * </tr>
     * </table>
     * Times are numbers with the unit {@code ms}, {@code s}, {@code m} or {@code h}. Empty text is {@link #none()}.
     *
     * @throws IllegalArgumentException if the text is not understood or a value not possible; the message tells which setting
     */
    public static Faults parse(String text) {
        return FaultText.parse(text);
    }

    /** A share of calls, 0 to 1, that are refused as throttled. */
    public Faults throttle(double share) {
        return with(copy -> copy.throttleShare = share);
    }

    /** A share of calls, 0 to 1, that fail with an internal error (status 500); the action is not run. */
    public Faults fail(double share) {
        return with(copy -> copy.failShare = share);
    }

    /** A share of calls, 0 to 1, whose connection is closed without an answer; the action is not run. */
    public Faults dropConnections(double share) {
        return with(copy -> copy.dropShare = share);
    }

    /** A share of calls, 0 to 1, whose action is run, but whose connection is closed in place of the answer. */
    public Faults loseAnswers(double share) {
        return with(copy -> copy.lostAnswerShare = share);
    }

    /**
     * A share of the messages received from standard queues, 0 to 1, that are handed out twice in the same answer, with a
     * receipt
     * handle each, of which the second is the valid one. There is no duplicate where the answer holds ten messages already.
     */
    public Faults duplicateMessages(double share) {
        return with(copy -> copy.duplicateShare = share);
    }

    /**
     * Of every {@code outOf} entries of batches, counted over all calls, the first {@code count} fail as the service's fault.
     */
    public Faults failBatchEntries(int count, int outOf) {
        return with(copy -> {
            copy.failedEntries = count;
            copy.outOfEntries = outOf;
        });
    }

    /** How long every call waits before it is run. */
    public Faults delay(Duration time) {
        return with(copy -> copy.delay = Objects.requireNonNull(time));
    }

    /** All credentials are unknown: {@code InvalidClientTokenId}. */
    public Faults refuseCredentials() {
        return with(copy -> copy.credentials = Credentials.REFUSED);
    }

    /** All credentials have expired: {@code ExpiredToken}. */
    public Faults expireCredentials() {
        return with(copy -> copy.credentials = Credentials.EXPIRED);
    }

    /** Nobody has the right to call the actions concerned: {@code AccessDenied} of SQS, {@code AuthorizationError} of SNS. */
    public Faults denyAccess() {
        return with(copy -> copy.accessDenied = true);
    }

    /** The actions concerned, by names like {@code sqs.SendMessage}; none for all, which is the default. */
    public Faults onlyOn(String... names) {
        return with(copy -> copy.actions = Set.of(names));
    }

    /** The queues and topics concerned, by their names; none for all, which is the default. */
    public Faults onlyFor(String... names) {
        return with(copy -> copy.resources = Set.of(names));
    }

    /** How long all is well after the injection; 0 by default. */
    public Faults startingAfter(Duration time) {
        return with(copy -> copy.after = Objects.requireNonNull(time));
    }

    /** After which time all is well again, from the injection or the end of {@link #startingAfter}; never by default. */
    public Faults lasting(Duration time) {
        return with(copy -> copy.lasting = Objects.requireNonNull(time));
    }

    /** After how many of the calls concerned all is well again, whether they went wrong or not; never by default. */
    public Faults firstCalls(long count) {
        return with(copy -> copy.firstCalls = count);
    }

    /** Where the random choice starts; 0 by default. */
    public Faults seed(long value) {
        return with(copy -> copy.seed = value);
    }

    /** As text that {@link #parse(String)} reads. */
    @Override
    public String toString() {
        return FaultText.of(this);
    }

    private interface Change {
        void apply(Faults copy);
    }

    private Faults with(Change change) {
        Faults copy = new Faults();
        copy.throttleShare = throttleShare;
        copy.failShare = failShare;
        copy.dropShare = dropShare;
        copy.lostAnswerShare = lostAnswerShare;
        copy.duplicateShare = duplicateShare;
        copy.credentials = credentials;
        copy.accessDenied = accessDenied;
        copy.delay = delay;
        copy.failedEntries = failedEntries;
        copy.outOfEntries = outOfEntries;
        copy.actions = actions;
        copy.resources = resources;
        copy.after = after;
        copy.lasting = lasting;
        copy.firstCalls = firstCalls;
        copy.seed = seed;
        change.apply(copy);
        copy.validate();
        return copy;
    }

    private void validate() {
        boolean shares = throttleShare >= 0 && failShare >= 0 && dropShare >= 0 && lostAnswerShare >= 0;
        if (!shares || !(throttleShare + failShare + dropShare + lostAnswerShare <= 1)) {
            throw new IllegalArgumentException("Shares of calls must be 0 to 1, and no more than 1 together");
        }
        if (!(duplicateShare >= 0 && duplicateShare <= 1)) {
            throw new IllegalArgumentException("The share of duplicates must be 0 to 1");
        }
        if (delay.isNegative() || after.isNegative() || lasting != null && lasting.isNegative()) {
            throw new IllegalArgumentException("A time must not be negative");
        }
        if (failedEntries < 0 || failedEntries > outOfEntries) {
            throw new IllegalArgumentException("Not so many entries of so many: " + failedEntries + " of " + outOfEntries);
        }
        if (firstCalls < 1) {
            throw new IllegalArgumentException("Not a number of calls: " + firstCalls);
        }
    }
}
