package io.quarkiverse.tomodachi.benchmarks.aws.spring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.awspring.cloud.sns.core.batch.SnsBatchOperations;
import io.quarkiverse.tomodachi.benchmarks.control.BatchSender;

/**
 * Publishes to the topic, as many messages at once as a call takes. The template waits for the answer, so there are threads.
 */
final class TopicSender extends BatchSender {

    private static final int THREADS = 25;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "publish");
        thread.setDaemon(true);
        return thread;
    });
    private final SnsBatchOperations sns;

    TopicSender(SnsBatchOperations sns) {
        this.sns = sns;
    }

    @Override
    protected CompletableFuture<? extends List<?>> send(List<String> batch) {
        return CompletableFuture.supplyAsync(
                () -> List.copyOf(sns.convertAndSend(SpringClient.QUEUES + "sink", batch).errors()), threads);
    }
}
