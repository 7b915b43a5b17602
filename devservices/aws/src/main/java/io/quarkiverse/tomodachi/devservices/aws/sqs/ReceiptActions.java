package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** DeleteMessage, ChangeMessageVisibility and their batches. */
final class ReceiptActions {
    private static final int MAX_VISIBILITY = 43_200;

    private final QueueStore store;

    ReceiptActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("DeleteMessage", Action.immediate(call -> delete(SqsInput.queue(store, call), call.input())));
        actions.put("DeleteMessageBatch", Action.immediate(this::deleteBatch));
        actions.put("ChangeMessageVisibility",
                Action.immediate(call -> changeVisibility(SqsInput.queue(store, call), call.input())));
        actions.put("ChangeMessageVisibilityBatch", Action.immediate(this::changeVisibilityBatch));
    }

    private static ObjectNode delete(Queue queue, Input input) {
        queue.delete(SqsInput.required(input, "ReceiptHandle"));
        return SqsInput.output();
    }

    private ObjectNode deleteBatch(Call call) {
        Queue queue = SqsInput.queue(store, call);
        List<Input> entries = SqsInput.batch(call, "DeleteMessageBatchRequestEntry");
        return BatchOutput.of(call, entries, entry -> delete(queue, entry));
    }

    private static ObjectNode changeVisibility(Queue queue, Input input) {
        String handle = SqsInput.required(input, "ReceiptHandle");
        Integer seconds = SqsInput.within(input, "VisibilityTimeout", 0, MAX_VISIBILITY);
        if (seconds == null) {
            throw SqsErrors.missingParameter("VisibilityTimeout");
        }
        queue.changeVisibility(handle, seconds);
        return SqsInput.output();
    }

    private ObjectNode changeVisibilityBatch(Call call) {
        Queue queue = SqsInput.queue(store, call);
        List<Input> entries = SqsInput.batch(call, "ChangeMessageVisibilityBatchRequestEntry");
        return BatchOutput.of(call, entries, entry -> changeVisibility(queue, entry));
    }
}
