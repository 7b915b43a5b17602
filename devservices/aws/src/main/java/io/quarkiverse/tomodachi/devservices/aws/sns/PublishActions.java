package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageSize;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;
import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;
import io.quarkiverse.tomodachi.devservices.aws.sqs.QueueStore;
import io.quarkiverse.tomodachi.devservices.aws.sqs.SentMessage;

/** Publish and PublishBatch. */
final class PublishActions {
    private static final int MAX_ENTRIES = 10;
    private static final Pattern ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final TopicStore store;
    private final QueueStore clock;
    private final Delivery delivery;
    private final PublicationInput publications = new PublicationInput();

    PublishActions(TopicStore store, QueueStore queues, Delivery delivery) {
        this.store = store;
        this.clock = queues;
        this.delivery = delivery;
    }

    void register(Map<String, Action> actions) {
        actions.put("Publish", Action.immediate(this::publish));
        actions.put("PublishBatch", Action.immediate(this::publishBatch));
    }

    private ObjectNode publish(Call call) {
        Input input = call.input();
        if (input.has("PhoneNumber")) {
            throw SnsErrors.invalidParameter("PhoneNumber: not supported by this endpoint");
        }
        String arn = input.has("TopicArn") ? input.text("TopicArn") : input.text("TargetArn");
        if (arn == null) {
            throw SnsErrors.invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
        }
        Topic topic = store.require(arn);
        Publication publication = publications.read(input, topic);
        if (MessageSize.of(publication.message(), publication.attributes()) > topic.maximumMessageSize()) {
            throw SnsErrors.invalidParameter("Message too long");
        }
        return publish(call, topic, publication);
    }

    private ObjectNode publish(Call call, Topic topic, Publication publication) {
        long now = clock.now();
        String id = UUID.randomUUID().toString();
        if (!topic.isFifo()) {
            delivery.deliver(topic, new Published(publication, id, null, now, call.baseUrl(), call.traceHeader()));
            return SnsInput.output().put("MessageId", id);
        }
        String key = topic.deduplicatesByGroup() ? publication.groupId() + "\n" + publication.deduplicationId()
                : publication.deduplicationId();
        SentMessage sent = topic.deduplication().find(key, now);
        if (sent == null) {
            sent = new SentMessage(id, topic.sequence().next());
            topic.deduplication().put(key, sent, now);
            delivery.deliver(topic,
                    new Published(publication, id, sent.sequenceNumber(), now, call.baseUrl(), call.traceHeader()));
        }
        return SnsInput.output().put("MessageId", sent.messageId()).put("SequenceNumber", sent.sequenceNumber());
    }

    private ObjectNode publishBatch(Call call) {
        Topic topic = store.require(SnsInput.required(call.input(), "TopicArn"));
        List<Input> entries = call.input().inputs("PublishBatchRequestEntries");
        validate(entries, topic.maximumMessageSize());
        ObjectNode output = SnsInput.output();
        ArrayNode successful = output.putObject("Successful").putArray("member");
        ArrayNode failed = output.putObject("Failed").putArray("member");
        for (Input entry : entries) {
            String id = entry.text("Id");
            try {
                if (call.treatment().entryFails().getAsBoolean()) {
                    throw ServiceError.internal();
                }
                ObjectNode result = SnsInput.output().put("Id", id);
                result.setAll(publish(call, topic, publications.read(entry, topic)));
                successful.add(result);
            } catch (ServiceError e) {
                failed.addObject().put("Id", id).put("Code", e.code()).put("Message", e.getMessage()).put("SenderFault",
                        e.status() < 500);
            }
        }
        return output;
    }

    private void validate(List<Input> entries, int maxBytes) {
        if (entries.isEmpty()) {
            throw SnsErrors.emptyBatch();
        }
        if (entries.size() > MAX_ENTRIES) {
            throw SnsErrors.tooManyEntries();
        }
        Set<String> ids = new HashSet<>();
        long size = 0;
        for (Input entry : entries) {
            String id = entry.text("Id");
            if (id == null || !ENTRY_ID.matcher(id).matches()) {
                throw SnsErrors.invalidBatchId();
            }
            if (!ids.add(id)) {
                throw SnsErrors.batchIdsNotDistinct();
            }
            size += publications.size(entry);
        }
        if (size > maxBytes) {
            throw SnsErrors.batchTooLong();
        }
    }
}
