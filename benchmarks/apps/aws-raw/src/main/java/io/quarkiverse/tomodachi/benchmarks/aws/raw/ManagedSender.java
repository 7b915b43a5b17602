package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import io.quarkiverse.tomodachi.benchmarks.control.Sender;
import software.amazon.awssdk.services.sqs.batchmanager.SqsAsyncBatchManager;

/** Leaves it to the batch manager of the SDK which messages go to a queue together. */
record ManagedSender(SqsAsyncBatchManager manager, String queue) implements Sender<String> {

    @Override
    public void send(String body, Outcome outcome) {
        manager.sendMessage(request -> request.queueUrl(queue).messageBody(body)).whenComplete((answer, failure) -> {
            if (failure == null) {
                outcome.confirmed();
            } else {
                outcome.failed(failure);
            }
        });
    }
}
