package io.quarkiverse.tomodachi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;

/**
 * What a handler of batches says of each of its messages. Those that it does not name have succeeded, and are deleted; each one
 * that it names follows the policy for failed messages on its own, as if it had been the only one.
 *
 * <pre>{@code
 * @AwsSnsSqs(queueName = "orders")
 * BatchResult store(List<Order> orders) {
 *     return BatchResult.ofEach(orders, order -> store(order));
 * }
 * }</pre>
 *
 * A handler that throws says that all of them have failed; one that returns nothing, or {@code null}, that all have succeeded.
 * Immutable.
 */
public final class BatchResult {

    private static final BatchResult SUCCEEDED = new BatchResult(Map.of());

    private final Map<Integer, Throwable> failures;

    private BatchResult(Map<Integer, Throwable> failures) {
        this.failures = failures;
    }

    /** @return that all messages have succeeded */
    public static BatchResult succeeded() {
        return SUCCEEDED;
    }

    /**
     * @param index the place of the message in the list that the handler was given, 0 for the first
     * @param failure why; {@link RejectMessageException} and {@link RetryMessageException} mean what they mean when they are
     *        thrown
     * @return that this message has failed, and all others have succeeded
     * @throws IllegalArgumentException if the index is negative
     */
    public static BatchResult failed(int index, Throwable failure) {
        return SUCCEEDED.andFailed(index, failure);
    }

    /**
     * @param failures the reasons of those that have failed, by their places in the list that the handler was given
     * @return that these messages have failed, and all others have succeeded
     * @throws IllegalArgumentException if a place is negative
     */
    public static BatchResult failed(Map<Integer, ? extends Throwable> failures) {
        BatchResult result = SUCCEEDED;
        for (Map.Entry<Integer, ? extends Throwable> failure : failures.entrySet()) {
            result = result.andFailed(failure.getKey(), failure.getValue());
        }
        return result;
    }

    /**
     * @param index the place of the message in the list that the handler was given, 0 for the first
     * @param failure why; takes the place of what was said of the message before
     * @return what was said so far, and that this message has failed
     * @throws IllegalArgumentException if the index is negative
     */
    public BatchResult andFailed(int index, Throwable failure) {
        if (index < 0) {
            throw new IllegalArgumentException("The index of a message is " + index + "; the first one has 0");
        }
        Map<Integer, Throwable> more = new TreeMap<>(failures);
        more.put(index, Objects.requireNonNull(failure, "failure"));
        return new BatchResult(Collections.unmodifiableMap(more));
    }

    /**
     * Does something with each message, one after another. What it throws is the failure of that message, and the next one
     * follows.
     *
     * @param messages the list that the handler was given
     * @param action what is done with each
     * @param <T> what the list is of
     * @return what came of them
     */
    public static <T> BatchResult ofEach(List<T> messages, Action<? super T> action) {
        Map<Integer, Throwable> failures = new TreeMap<>();
        for (int index = 0; index < messages.size(); index++) {
            try {
                action.apply(messages.get(index));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.put(index, e);
            } catch (Exception e) {
                failures.put(index, e);
            }
        }
        return failures.isEmpty() ? SUCCEEDED : new BatchResult(Collections.unmodifiableMap(failures));
    }

    /**
     * Does something with each message that ends later, with all at the same time.
     *
     * @param messages the list that the handler was given
     * @param action what is done with each; what it throws, and the failure of its {@code Uni}, is the failure of that message
     * @param <T> what the list is of
     * @return what came of them, when all have ended
     */
    public static <T> Uni<BatchResult> ofEachUni(List<T> messages, Function<? super T, Uni<?>> action) {
        List<Uni<BatchResult>> outcomes = new ArrayList<>(messages.size());
        for (int index = 0; index < messages.size(); index++) {
            int place = index;
            outcomes.add(Uni.createFrom().deferred(() -> action.apply(messages.get(place)))
                    .replaceWith(SUCCEEDED).onFailure().recoverWithItem(failure -> failed(place, failure)));
        }
        return outcomes.isEmpty() ? Uni.createFrom().item(SUCCEEDED)
                : Uni.join().all(outcomes).andFailFast().map(BatchResult::together);
    }

    private static BatchResult together(List<BatchResult> results) {
        Map<Integer, Throwable> failures = new TreeMap<>();
        results.forEach(result -> failures.putAll(result.failures));
        return failures.isEmpty() ? SUCCEEDED : new BatchResult(Collections.unmodifiableMap(failures));
    }

    /** @return the reasons of those that have failed, by their places, in their order; empty if all have succeeded */
    public Map<Integer, Throwable> failures() {
        return failures;
    }

    @Override
    public String toString() {
        return "BatchResult" + failures;
    }

    /**
     * What is done with one message.
     *
     * @param <T> what the handler takes of it
     */
    @FunctionalInterface
    public interface Action<T> {

        /**
         * @param message what the handler takes of the message
         * @throws Exception if the message has failed
         */
        void apply(T message) throws Exception;
    }
}
