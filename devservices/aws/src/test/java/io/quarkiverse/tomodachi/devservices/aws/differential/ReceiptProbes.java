package io.quarkiverse.tomodachi.devservices.aws.differential;

import software.amazon.awssdk.services.sqs.model.Message;

/** What is done with a message that was received. */
final class ReceiptProbes extends ProbeGroup {

    ReceiptProbes() {
        hiding();
        visibilities();
        deletion();
        staleHandles();
    }

    private void hiding() {
        slowSqs("a message is hidden for a time", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            lab.receive(url, request -> request.visibilityTimeout(3));
            lab.note("at once", lab.receive(url).size());
            lab.note("later", lab.receive(url, request -> request.waitTimeSeconds(10)).size());
        });
        sqs("a message is shown again", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            String handle = handle(lab, url);
            lab.attempt("change", () -> change(lab, url, handle, 0));
            lab.note("again", lab.receive(url).stream().map(message -> message.attributesAsStrings()
                    .get("ApproximateReceiveCount")).toList());
            lab.attempt("by the old handle", () -> change(lab, url, handle, 0));
        });
    }

    private void visibilities() {
        sqs("a visibility that is none", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            String handle = handle(lab, url);
            lab.attempt("43201", () -> change(lab, url, handle, 43_201));
            lab.attempt("-1", () -> change(lab, url, handle, -1));
            lab.attempt("43200", () -> change(lab, url, handle, 43_200));
            lab.attempt("nonsense", () -> change(lab, url, "nonsense", 0));
        });
        sqs("the visibility of what is not in flight", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            String handle = lab.receive(url, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
            lab.attempt("visible again", () -> change(lab, url, handle, 10));
            String latest = handle(lab, url);
            delete(lab, url, latest);
            lab.attempt("deleted", () -> change(lab, url, latest, 10));
        });
    }

    private void deletion() {
        sqs("a message is deleted", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            String handle = handle(lab, url);
            lab.attempt("delete", () -> delete(lab, url, handle));
            lab.attempt("again", () -> delete(lab, url, handle));
            lab.attempt("nonsense", () -> delete(lab, url, "nonsense"));
            lab.attempt("nothing", () -> delete(lab, url, ""));
            String other = lab.queue();
            lab.send(other, "b");
            String foreign = handle(lab, other);
            lab.attempt("of another queue", () -> delete(lab, url, foreign));
        });
    }

    private void staleHandles() {
        sqs("a message is deleted after it showed again", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            String handle = lab.receive(url, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
            lab.attempt("delete", () -> delete(lab, url, handle));
            lab.note("left", lab.receive(url).size());
        });
        sqs("a message is deleted by an old handle", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            String old = lab.receive(url, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
            String latest = lab.receive(url, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
            lab.note("differ", !old.equals(latest));
            lab.attempt("delete", () -> delete(lab, url, old));
            lab.note("left", lab.receive(url).stream().map(Message::body).toList());
        });
    }

    private static String handle(Lab lab, String url) {
        return lab.receive(url).get(0).receiptHandle();
    }

    private static Object change(Lab lab, String url, String handle, int seconds) {
        return lab.sqs().changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(handle).visibilityTimeout(seconds));
    }

    private static Object delete(Lab lab, String url, String handle) {
        return lab.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(handle));
    }
}
