package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Queues that keep order. */
final class FifoQueueProbes extends ProbeGroup {

    private static final Map<QueueAttributeName, String> BY_CONTENT = Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
            "true");

    FifoQueueProbes() {
        order();
        deduplication();
        refusals();
    }

    private static SendMessageResponse send(Lab lab, String url, String body, String group, String deduplicationId) {
        return lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody(body).messageGroupId(group)
                .messageDeduplicationId(deduplicationId));
    }

    private void order() {
        sqs("a group waits for its first message", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            send(lab, url, "a1", "a", null);
            send(lab, url, "a2", "a", null);
            send(lab, url, "b1", "b", null);
            Message first = lab.receive(url, request -> request.maxNumberOfMessages(1)).get(0);
            lab.note("first", first.body());
            lab.note("other group", lab.bodies(url));
            lab.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(first.receiptHandle()));
            lab.note("after deletion", lab.bodies(url));
        });
        sqs("many of a group are received at once", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            for (int i = 0; i < 12; i++) {
                send(lab, url, "m" + i, "g", null);
            }
            lab.note("first", lab.bodies(url));
            lab.note("while in flight", lab.bodies(url));
        });
        sqs("a message shown again keeps its place", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            send(lab, url, "m1", "g", null);
            send(lab, url, "m2", "g", null);
            Message first = lab.receive(url, request -> request.maxNumberOfMessages(1)).get(0);
            lab.sqs().changeMessageVisibility(
                    request -> request.queueUrl(url).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
            lab.note("again", lab.bodies(url));
        });
        properties();
        attempts();
    }

    private void properties() {
        sqs("what a message of a FIFO queue tells", lab -> {
            String url = lab.fifoQueue(Map.of());
            SendMessageResponse one = send(lab, url, "a", "g", "d1");
            SendMessageResponse two = send(lab, url, "b", "g", "d2");
            lab.note("digits", one.sequenceNumber() == null ? null : one.sequenceNumber().length());
            lab.note("rising", one.sequenceNumber() != null && one.sequenceNumber().compareTo(two.sequenceNumber()) < 0);
            Message message = lab.receive(url).get(0);
            lab.note("names", message.attributesAsStrings().keySet().stream().sorted().toList());
            lab.note("group", message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
            lab.note("id", message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
            lab.note("same number", one.sequenceNumber() != null
                    && one.sequenceNumber().equals(message.attributes().get(MessageSystemAttributeName.SEQUENCE_NUMBER)));
        });
    }

    private void attempts() {
        sqs("a receive attempt is repeated", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            send(lab, url, "a", "g", null);
            send(lab, url, "b", "g", null);
            lab.note("first", attempt(lab, url, "one"));
            lab.note("repeated", attempt(lab, url, "one"));
            lab.note("another", attempt(lab, url, "two"));
        });
    }

    private static List<String> attempt(Lab lab, String url, String id) {
        return lab.receive(url, request -> request.receiveRequestAttemptId(id).maxNumberOfMessages(1)).stream()
                .map(Message::body).toList();
    }

    private void deduplication() {
        sqs("duplicates are accepted but not delivered", lab -> {
            String url = lab.fifoQueue(Map.of());
            SendMessageResponse first = send(lab, url, "a", "g", "same");
            SendMessageResponse second = send(lab, url, "b", "g", "same");
            lab.note("same id", first.messageId().equals(second.messageId()));
            lab.note("same number",
                    first.sequenceNumber() != null && first.sequenceNumber().equals(second.sequenceNumber()));
            Message received = lab.receive(url).get(0);
            lab.note("received", received.body());
            lab.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(received.receiptHandle()));
            send(lab, url, "c", "h", "same");
            lab.note("after deletion", lab.bodies(url));
        });
        sqs("content stands for the id", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            send(lab, url, "same", "g", null);
            send(lab, url, "same", "g", null);
            send(lab, url, "same", "g", "id");
            List<Message> received = lab.receive(url);
            lab.note("received", received.stream().map(Message::body).toList());
            lab.note("id", received.get(0).attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
        });
        groups();
        duplicatesAtOnce();
    }

    private void groups() {
        sqs("deduplication within a group", lab -> {
            String url = lab.fifoQueue(Map.of(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
                    QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
            send(lab, url, "a", "g", "same");
            send(lab, url, "b", "h", "same");
            send(lab, url, "c", "h", "same");
            lab.note("received", lab.bodies(url).stream().sorted().toList());
        });
        sqs("high throughput without its scope", lab -> {
            lab.attempt("create",
                    () -> lab.fifoQueue(Map.of(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")));
            String url = lab.fifoQueue(Map.of());
            lab.attempt("set", () -> lab.sqs().setQueueAttributes(request -> request.queueUrl(url)
                    .attributes(Map.of(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"))));
            lab.attempt("unknown", () -> lab.sqs().setQueueAttributes(request -> request.queueUrl(url)
                    .attributes(Map.of(QueueAttributeName.DEDUPLICATION_SCOPE, "world"))));
        });
    }

    private void duplicatesAtOnce() {
        sqs("duplicates within a batch", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            lab.attempt("send", () -> lab.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(
                    SendMessageBatchRequestEntry.builder().id("a").messageBody("same").messageGroupId("g").build(),
                    SendMessageBatchRequestEntry.builder().id("b").messageBody("same").messageGroupId("g").build())),
                    sent -> sent.successful().size() + " " + sent.successful().stream().map(one -> one.messageId()).distinct()
                            .count());
            lab.note("received", lab.bodies(url));
        });
    }

    private void refusals() {
        sqs("what a FIFO queue demands", lab -> {
            String url = lab.fifoQueue(Map.of());
            lab.attempt("no group", () -> send(lab, url, "a", null, "d"));
            lab.attempt("no id", () -> send(lab, url, "a", "g", null));
            lab.attempt("group with space", () -> send(lab, url, "a", "with space", "d"));
            lab.attempt("long group", () -> send(lab, url, "a", "g".repeat(129), "d"));
            lab.attempt("long id", () -> send(lab, url, "a", "g", "d".repeat(129)));
            lab.attempt("delay", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("a")
                    .messageGroupId("g").messageDeduplicationId("d").delaySeconds(1)));
            lab.attempt("no group in a batch", () -> lab.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(
                    SendMessageBatchRequestEntry.builder().id("a").messageBody("a").messageDeduplicationId("d").build())),
                    sent -> BatchProbes.failures(sent.failed()));
        });
        sqs("a FIFO queue stays one", lab -> {
            String url = lab.fifoQueue(Map.of());
            lab.attempt("set", () -> lab.sqs().setQueueAttributes(
                    request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "false"))));
        });
        sqs("a handle of a FIFO queue expires", lab -> {
            String url = lab.fifoQueue(BY_CONTENT);
            send(lab, url, "a", "g", null);
            String handle = lab.receive(url, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
            lab.attempt("delete",
                    () -> lab.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(handle)));
            lab.note("left", lab.receive(url).size());
        });
    }
}
