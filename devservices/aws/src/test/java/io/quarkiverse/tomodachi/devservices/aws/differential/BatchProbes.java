package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Many messages in one call. */
final class BatchProbes extends ProbeGroup {

    BatchProbes() {
        wholes();
        failures();
        refusals();
        entries();
    }

    private void wholes() {
        sqs("ten messages are sent, shown again and deleted at once", lab -> {
            String url = lab.queue();
            lab.attempt("send", () -> send(lab, url, IntStream.range(0, 10)
                    .mapToObj(i -> entry("id" + i, "body" + i)).toArray(SendMessageBatchRequestEntry[]::new)),
                    sent -> sent.successful().size() + " of " + (sent.successful().size() + sent.failed().size()));
            List<Message> received = lab.receive(url);
            lab.note("received", received.size());
            lab.attempt("show", () -> lab.sqs().changeMessageVisibilityBatch(request -> request.queueUrl(url)
                    .entries(IntStream.range(0, received.size()).mapToObj(i -> visibility("id" + i, received.get(i), 0))
                            .toList())),
                    shown -> shown.successful().size());
            List<Message> again = lab.receive(url);
            lab.note("received again", again.size());
            lab.attempt("delete", () -> lab.sqs().deleteMessageBatch(request -> request.queueUrl(url).entries(
                    IntStream.range(0, again.size()).mapToObj(i -> deletion("id" + i, again.get(i).receiptHandle())).toList())),
                    deleted -> deleted.successful().size());
        });
    }

    private void failures() {
        sqs("an entry fails by itself", lab -> {
            String url = lab.queue();
            lab.attempt("send", () -> send(lab, url, entry("good", "a"), entry("bad", "\u0001")), BatchProbes::outcome);
            lab.attempt("delay", () -> send(lab, url, entry("good", "a"),
                    SendMessageBatchRequestEntry.builder().id("bad").messageBody("b").delaySeconds(901).build()),
                    BatchProbes::outcome);
            lab.attempt("attribute", () -> send(lab, url, entry("good", "a"),
                    SendMessageBatchRequestEntry.builder().id("bad").messageBody("b")
                            .messageAttributes(Map.of("n", MessageProbes.text("Number", "one"))).build()),
                    BatchProbes::outcome);
            lab.attempt("delete", () -> lab.sqs().deleteMessageBatch(request -> request.queueUrl(url)
                    .entries(deletion("good", lab.receive(url).get(0).receiptHandle()), deletion("bad", "nonsense"))),
                    deleted -> deleted.successful().size() + " " + failures(deleted.failed()));
        });
        sqs("a change of visibility fails by itself", lab -> {
            String url = lab.queue();
            lab.send(url, "a", "b");
            List<Message> received = lab.receive(url);
            lab.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(received.get(1).receiptHandle()));
            lab.attempt("change", () -> lab.sqs().changeMessageVisibilityBatch(request -> request.queueUrl(url)
                    .entries(visibility("good", received.get(0), 10), visibility("deleted", received.get(1), 10),
                            ChangeMessageVisibilityBatchRequestEntry.builder().id("nonsense").receiptHandle("nonsense")
                                    .visibilityTimeout(1).build(),
                            visibility("long", received.get(0), 43_201))),
                    changed -> changed.successful().stream().map(one -> one.id()).toList() + " " + failures(changed.failed()));
        });
    }

    private void refusals() {
        sqs("batches that are none", lab -> {
            String url = lab.queue();
            lab.attempt("empty", () -> send(lab, url));
            lab.attempt("eleven", () -> send(lab, url, IntStream.range(0, 11).mapToObj(i -> entry("id" + i, "x"))
                    .toArray(SendMessageBatchRequestEntry[]::new)));
            lab.attempt("same ids", () -> send(lab, url, entry("a", "1"), entry("a", "2")));
            lab.attempt("bad id", () -> send(lab, url, entry("a b", "1")));
            lab.attempt("long id", () -> send(lab, url, entry("a".repeat(81), "1")));
            lab.attempt("empty id", () -> send(lab, url, entry("", "1")));
            lab.attempt("same ids to delete", () -> lab.sqs().deleteMessageBatch(
                    request -> request.queueUrl(url).entries(deletion("a", "x"), deletion("a", "y"))));
            lab.attempt("nothing to delete",
                    () -> lab.sqs().deleteMessageBatch(request -> request.queueUrl(url).entries(List.of())));
            lab.note("arrived", lab.receive(url).size());
        });
        sqs("a batch of more than one mebibyte", lab -> {
            String url = lab.queue();
            String half = "x".repeat(524_288);
            lab.attempt("just so", () -> send(lab, url, entry("a", half), entry("b", half)), BatchProbes::outcome);
            lab.attempt("more", () -> send(lab, url, entry("a", half), entry("b", half + "x")), BatchProbes::outcome);
        });
    }

    private void entries() {
        sqs("entries with attributes and delays of their own", lab -> {
            String url = lab.queue();
            lab.attempt("send", () -> send(lab, url, SendMessageBatchRequestEntry.builder().id("a").messageBody("a")
                    .messageAttributes(Map.of("n", MessageProbes.text("Number", "1"))).build(),
                    SendMessageBatchRequestEntry.builder().id("b").messageBody("b").delaySeconds(60).build()),
                    sent -> sent.successful().stream().map(one -> one.id() + " " + one.md5OfMessageAttributes()).toList());
            lab.note("received", lab.receive(url).stream().map(message -> message.body() + message.messageAttributes().keySet())
                    .toList());
        });
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static DeleteMessageBatchRequestEntry deletion(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(handle).build();
    }

    private static ChangeMessageVisibilityBatchRequestEntry visibility(String id, Message message, int seconds) {
        return ChangeMessageVisibilityBatchRequestEntry.builder().id(id).receiptHandle(message.receiptHandle())
                .visibilityTimeout(seconds).build();
    }

    private static SendMessageBatchResponse send(Lab lab, String url, SendMessageBatchRequestEntry... entries) {
        return lab.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    }

    private static String outcome(SendMessageBatchResponse response) {
        return response.successful().stream().map(one -> one.id()).toList() + " " + failures(response.failed());
    }

    static List<String> failures(List<BatchResultErrorEntry> failed) {
        return failed.stream().map(one -> one.id() + " " + one.code() + (one.senderFault() ? " (sender)" : "")).toList();
    }
}
