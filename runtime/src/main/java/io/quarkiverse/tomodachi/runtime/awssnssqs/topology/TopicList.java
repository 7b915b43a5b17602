package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.Topic;

/** The ARNs of all topics of the account, listed once for all who ask. */
final class TopicList {

    private static final long RENEWED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SnsAsyncClient sns;
    private final LongSupplier nanoTime;
    private final AtomicReference<CompletableFuture<List<String>>> listed = new AtomicReference<>();
    private Long renewed;

    TopicList(SnsAsyncClient sns) {
        this(sns, System::nanoTime);
    }

    TopicList(SnsAsyncClient sns, LongSupplier nanoTime) {
        this.sns = sns;
        this.nanoTime = nanoTime;
    }

    CompletableFuture<List<String>> all() {
        CompletableFuture<List<String>> own = new CompletableFuture<>();
        CompletableFuture<List<String>> known = listed.compareAndExchange(null, own);
        if (known != null) {
            return known;
        }
        page(null, new ArrayList<>()).whenComplete((arns, failure) -> {
            if (failure == null) {
                own.complete(arns);
            } else {
                listed.compareAndSet(own, null);
                own.completeExceptionally(failure);
            }
        });
        return own;
    }

    CompletableFuture<Optional<String>> find(String name) {
        return all().thenApply(arns -> arns.stream().filter(arn -> arn.endsWith(":" + name)).findFirst());
    }

    void forget() {
        listed.set(null);
    }

    /**
     * Forgets it for a topic that may be newer, but not twice within a minute: who may send to a queue can have it asked for.
     *
     * @return whether it is listed anew
     */
    synchronized boolean renew() {
        long now = nanoTime.getAsLong();
        if (renewed != null && now - renewed < RENEWED_NANOS) {
            return false;
        }
        renewed = now;
        forget();
        return true;
    }

    private CompletableFuture<List<String>> page(String token, List<String> before) {
        try {
            return sns.listTopics(request -> request.nextToken(token).overrideConfiguration(CallTimes.of(sns)))
                    .thenCompose(page -> {
                        page.topics().stream().map(Topic::topicArn).forEach(before::add);
                        String next = page.nextToken();
                        return next == null || next.isEmpty() ? CompletableFuture.completedFuture(List.copyOf(before))
                                : page(next, before);
                    });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
