package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;

/** Values that several threads need and one makes. What failed is tried again by the next one. */
final class Shared<T> {

    private final Map<String, CompletableFuture<T>> values = new ConcurrentHashMap<>();

    T get(String key, Supplier<T> maker) {
        CompletableFuture<T> own = new CompletableFuture<>();
        CompletableFuture<T> known = values.putIfAbsent(key, own);
        if (known != null) {
            return AwsClients.await(known);
        }
        try {
            T value = maker.get();
            own.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            values.remove(key, own);
            own.completeExceptionally(e);
            throw e;
        }
    }

    void forget(String key) {
        values.remove(key);
    }

    /** Forgets a value that has been made already, if it fits the condition. */
    void forget(String key, Predicate<T> condition) {
        values.computeIfPresent(key, (name, future) -> future.isDone() && !future.isCompletedExceptionally()
                && condition.test(future.join()) ? null : future);
    }
}
