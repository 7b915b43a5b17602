package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** ReceiveMessage. */
final class ReceiveActions {
    private static final int MAX_MESSAGES = 10;
    private static final int MAX_WAIT = 20;
    private static final int MAX_VISIBILITY = 43_200;

    private final QueueStore store;

    ReceiveActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("ReceiveMessage", this::receive);
    }

    private CompletionStage<ObjectNode> receive(Call call) {
        Input input = call.input();
        Queue queue = SqsInput.queue(store, call);
        MessageOutput output = output(input);
        Integer max = SqsInput.within(input, "MaxNumberOfMessages", 1, MAX_MESSAGES);
        Integer wait = SqsInput.within(input, "WaitTimeSeconds", 0, MAX_WAIT);
        Integer visibility = SqsInput.within(input, "VisibilityTimeout", 0, MAX_VISIBILITY);
        String attempt = attemptId(input, queue);
        int seconds = wait == null ? queue.attributes().receiveWaitSeconds() : wait;
        if (queue.isOverLimit() && seconds == 0 && !queue.isFifo()) {
            throw SqsErrors.overLimit("The maximum number of in flight messages is reached.");
        }
        int count = max == null ? 1 : max;
        CompletableFuture<List<ReceivedMessage>> received = attempt == null
                ? queue.receive(count, visibility, seconds, call.connected())
                : queue.receive(attempt, count, visibility, seconds, call.connected());
        call.onAbort().accept(() -> received.cancel(false));
        return received.thenApply(messages -> output(withDuplicates(messages, queue, call), output));
    }

    /** What was received, some of it twice if that is wanted. */
    private static List<ReceivedMessage> withDuplicates(List<ReceivedMessage> received, Queue queue, Call call) {
        List<ReceivedMessage> all = new ArrayList<>();
        int room = queue.isFifo() ? 0 : MAX_MESSAGES - received.size();
        for (ReceivedMessage message : received) {
            all.add(message);
            if (room > 0 && call.treatment().duplicates().getAsBoolean()) {
                all.add(queue.handOutAgain(message));
                room--;
            }
        }
        return all;
    }

    private static String attemptId(Input input, Queue queue) {
        String id = input.text("ReceiveRequestAttemptId");
        if (id != null && !queue.isFifo()) {
            throw SqsErrors.invalidParameter(id, "ReceiveRequestAttemptId",
                    "The request include parameter that is not valid for this queue type.");
        }
        return id == null ? null : MessageInput.fifoId(input, "ReceiveRequestAttemptId");
    }

    private MessageOutput output(Input input) {
        List<String> system = new ArrayList<>(input.texts("AttributeNames"));
        system.addAll(input.texts("MessageSystemAttributeNames"));
        return new MessageOutput(store.accountId(), system, input.texts("MessageAttributeNames"));
    }

    private static ObjectNode output(List<ReceivedMessage> messages, MessageOutput output) {
        ObjectNode result = SqsInput.output();
        if (!messages.isEmpty()) {
            ArrayNode array = result.putArray("Messages");
            messages.forEach(message -> array.add(output.of(message)));
        }
        return result;
    }
}
