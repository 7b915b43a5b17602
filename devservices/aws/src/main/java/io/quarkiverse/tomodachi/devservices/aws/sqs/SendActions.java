package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageDigests;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageSize;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;
import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

/** SendMessage and SendMessageBatch. */
final class SendActions {
    private static final int MAX_BATCH_BYTES = 1_048_576;

    private final QueueStore store;
    private final MessageInput messages = new MessageInput();

    SendActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("SendMessage", Action.immediate(this::send));
        actions.put("SendMessageBatch", Action.immediate(this::sendBatch));
    }

    private ObjectNode send(Call call) {
        Queue queue = SqsInput.queue(store, call);
        store.requireSpace();
        return send(queue, messages.read(call.input(), queue, call.traceHeader()), call.input());
    }

    private static ObjectNode send(Queue queue, NewMessage message, Input input) {
        SentMessage sent = queue.send(message);
        ObjectNode output = SqsInput.output().put("MD5OfMessageBody", MessageDigests.ofBody(message.body()))
                .put("MessageId", sent.messageId());
        if (!message.attributes().isEmpty()) {
            output.put("MD5OfMessageAttributes", MessageDigests.ofAttributes(message.attributes()));
        }
        if (!input.inputMap("MessageSystemAttributes").isEmpty()) {
            output.put("MD5OfMessageSystemAttributes", MessageDigests.ofAttributes(
                    Map.of("AWSTraceHeader", new MessageAttribute("String", message.traceHeader(), null))));
        }
        if (sent.sequenceNumber() != null) {
            output.put("SequenceNumber", sent.sequenceNumber());
        }
        return output;
    }

    private ObjectNode sendBatch(Call call) {
        Queue queue = SqsInput.queue(store, call);
        List<Input> entries = SqsInput.batch(call, "SendMessageBatchRequestEntry");
        limitSize(entries, queue);
        store.requireSpace();
        return BatchOutput.of(call, entries, entry -> send(queue, messages.read(entry, queue, call.traceHeader()), entry));
    }

    private void limitSize(List<Input> entries, Queue queue) {
        long size = 0;
        for (Input entry : entries) {
            try {
                NewMessage message = messages.read(entry, queue, null);
                size += MessageSize.of(message.body(), message.attributes());
            } catch (ServiceError e) {
                // that entry fails by itself; what it weighs is at least its body
                String body = entry.text("MessageBody");
                size += body == null ? 0 : MessageSize.of(body, Map.of());
            }
        }
        if (size > MAX_BATCH_BYTES) {
            throw SqsErrors.batchTooLong(MAX_BATCH_BYTES, size);
        }
    }
}
