package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.Topic;

/** The ARNs of all topics of the account, listed once for all who ask. */
final class TopicList {

    private final SnsAsyncClient sns;
    private final AtomicReference<CompletableFuture<List<String>>> listed = new AtomicReference<>();

    TopicList(SnsAsyncClient sns) {
        this.sns = sns;
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
