package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A long poll. */
record WaitingReceive(int max, Integer visibilityTimeout, long deadline, BooleanSupplier connected,
        CompletableFuture<List<ReceivedMessage>> result) {
}
