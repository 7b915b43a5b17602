package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Sending messages to standard queues, and what arrives. */
final class MessageProbes extends ProbeGroup {

    MessageProbes() {
        contents();
        attributes();
        refusals();
        sizes();
        delays();
        receives();
    }

    static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private static MessageAttributeValue bytes(String type, byte... value) {
        return MessageAttributeValue.builder().dataType(type).binaryValue(SdkBytes.fromByteArray(value)).build();
    }

    private void contents() {
        sqs("a message arrives as it was sent", lab -> {
            String url = lab.queue();
            SendMessageResponse sent = lab.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("tab\t line\n <&>\"' 友達 \uD83D\uDE00"));
            Message message = lab.receive(url).get(0);
            lab.note("body", message.body().replace('\t', ' ').replace('\n', ' '));
            lab.note("same id", message.messageId().equals(sent.messageId()));
            lab.note("id", message.messageId());
            lab.note("digest", message.md5OfBody() + " " + sent.md5OfMessageBody());
            lab.note("attributes' digest", sent.md5OfMessageAttributes() + " " + message.md5OfMessageAttributes());
            lab.note("sequence number", sent.sequenceNumber());
        });
        systemAttributes();
        groups();
    }

    private void systemAttributes() {
        sqs("system attributes of a message", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            lab.receive(url, request -> request.visibilityTimeout(0));
            Map<MessageSystemAttributeName, String> all = lab.receive(url).get(0).attributes();
            lab.note("names", all.keySet().stream().map(Object::toString).sorted().toList());
            lab.note("receives", all.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT));
            lab.note("sent", all.get(MessageSystemAttributeName.SENT_TIMESTAMP).matches("[0-9]{13}"));
        });
        sqs("only the system attributes that are asked for", lab -> {
            String url = lab.queue();
            lab.send(url, "a");
            lab.note("names", lab.sqs().receiveMessage(request -> request.queueUrl(url)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)).messages().get(0).attributes()
                    .keySet());
            lab.attempt("unknown", () -> lab.sqs().receiveMessage(
                    request -> request.queueUrl(url).messageSystemAttributeNamesWithStrings("Colour")));
        });
        sqs("a trace header travels along", lab -> {
            String url = lab.queue();
            lab.attempt("send", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("a")
                    .messageSystemAttributes(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                            MessageSystemAttributeValue
                                    .builder().dataType("String").stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                                    .build()))),
                    SendMessageResponse::md5OfMessageSystemAttributes);
            lab.note("header", lab.receive(url).get(0).attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER));
        });
    }

    private void groups() {
        sqs("a message group in a standard queue", lab -> {
            String url = lab.queue();
            lab.attempt("send", () -> lab.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("a").messageGroupId("tenant")));
            lab.note("group", lab.receive(url).stream()
                    .map(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)).toList());
        });
    }

    private void attributes() {
        attributesTaken();
        Map<String, MessageAttributeValue> bad = new LinkedHashMap<>();
        bad.put("AWS.reserved", text("String", "a"));
        bad.put("Amazon.reserved", text("String", "a"));
        bad.put(".dot", text("String", "a"));
        bad.put("dot.", text("String", "a"));
        bad.put("two..dots", text("String", "a"));
        bad.put("with space", text("String", "a"));
        bad.put("emptyvalue", text("String", ""));
        bad.put("unknowntype", text("Text", "a"));
        bad.put("emptytype", text("", "a"));
        bad.put("nonumber", text("Number", "one"));
        bad.put("control", text("String", "a\u0001"));
        bad.put("n".repeat(257), text("String", "a"));
        bad.forEach((name, value) -> sqs("attribute " + (name.length() > 100 ? "of 257 letters" : name), lab -> {
            String url = lab.queue();
            lab.attempt("send", () -> lab.sqs().sendMessage(
                    request -> request.queueUrl(url).messageBody("a").messageAttributes(Map.of(name, value))));
        }));
        attributeCounts();
    }

    private void attributesTaken() {
        sqs("message attributes of all types", lab -> {
            String url = lab.queue();
            Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
            attributes.put("text", text("String", "友達 \uD83D\uDE00"));
            attributes.put("custom", text("String.label", "x"));
            attributes.put("number", text("Number", "-12.50"));
            attributes.put("integer", text("Number.int", "7"));
            attributes.put("bytes", bytes("Binary", (byte) -1, (byte) 0, (byte) 7));
            attributes.put("image", bytes("Binary.png", (byte) 1));
            lab.attempt("send",
                    () -> lab.sqs()
                            .sendMessage(request -> request.queueUrl(url).messageBody("a").messageAttributes(attributes)),
                    SendMessageResponse::md5OfMessageAttributes);
            lab.attempt("receive", () -> lab.receive(url).get(0).messageAttributes(), found -> found.equals(attributes));
        });
        sqs("only the message attributes that are asked for", lab -> {
            String url = lab.queue();
            lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("a").messageAttributes(Map.of("app.one",
                    text("String", "1"), "app.two", text("String", "2"), "other", text("String", "3"))));
            for (List<String> names : List.of(List.of("app.*"), List.of("other"), List.of("All"), List.of(".*"),
                    List.of("none"),
                    List.<String> of())) {
                lab.note(names.toString(), lab.sqs()
                        .receiveMessage(
                                request -> request.queueUrl(url).messageAttributeNames(names).visibilityTimeout(0))
                        .messages().stream().map(message -> new TreeMap<>(message.messageAttributes()).keySet()).toList());
            }
        });
    }

    private void attributeCounts() {
        for (int count : new int[] { 10, 11 }) {
            sqs(count + " message attributes", lab -> {
                String url = lab.queue();
                Map<String, MessageAttributeValue> attributes = new TreeMap<>();
                for (int i = 0; i < count; i++) {
                    attributes.put("a" + i, text("String", "x"));
                }
                lab.attempt("send", () -> lab.sqs()
                        .sendMessage(request -> request.queueUrl(url).messageBody("a").messageAttributes(attributes)));
            });
        }
    }

    private void refusals() {
        for (String body : List.of("", "null\u0000", "escape\u001b", "\uFFFE", "\uD7FF\uE000")) {
            sqs("a body of " + body.codePoints().mapToObj(Integer::toHexString).toList(), lab -> {
                String url = lab.queue();
                lab.attempt("send", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody(body)));
            });
        }
        sqs("what a standard queue does not know", lab -> {
            String url = lab.queue();
            lab.attempt("deduplication id", () -> lab.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("a").messageDeduplicationId("d")));
            lab.attempt("attempt id",
                    () -> lab.sqs().receiveMessage(request -> request.queueUrl(url).receiveRequestAttemptId("a")));
            lab.attempt("system attribute", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("a")
                    .messageSystemAttributesWithStrings(Map.of("Colour",
                            MessageSystemAttributeValue.builder().dataType("String").stringValue("red").build()))));
        });
    }

    private void sizes() {
        sqs("a message of one mebibyte", lab -> {
            String url = lab.queue();
            lab.attempt("just so", () -> lab.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1_048_576))));
            lab.note("received", lab.receive(url).stream().map(message -> message.body().length()).toList());
            lab.attempt("and one more", () -> lab.sqs()
                    .sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1_048_577))));
        });
        sqs("a queue's own size limit", lab -> {
            String url = lab.queue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
            lab.attempt("just so", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1024))));
            lab.attempt("longer", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("x".repeat(1025))));
            lab.attempt("in bytes", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("ä".repeat(513))));
            lab.attempt("with attributes", () -> lab.sqs().sendMessage(request -> request.queueUrl(url)
                    .messageBody("x".repeat(1020)).messageAttributes(Map.of("name", text("String", "value")))));
        });
    }

    private void delays() {
        for (int delay : new int[] { -1, 901 }) {
            sqs("a delay of " + delay, lab -> {
                String url = lab.queue();
                lab.attempt("send",
                        () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("a").delaySeconds(delay)));
            });
        }
        slowSqs("a message is delayed", lab -> {
            String url = lab.queue();
            lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("later").delaySeconds(3));
            lab.note("at once", lab.receive(url).size());
            lab.note("later", lab.receive(url, request -> request.waitTimeSeconds(10)).size());
        });
        sqs("a delay of none wins over the queue's", lab -> {
            String url = lab.queue(Map.of(QueueAttributeName.DELAY_SECONDS, "60"));
            lab.send(url, "by queue");
            lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("by message").delaySeconds(0));
            lab.note("at once", lab.bodies(url));
        });
    }

    private void receives() {
        sqs("the numbers of a receive", lab -> {
            String url = lab.queue();
            for (int count : new int[] { 0, 11, -1 }) {
                lab.attempt(count + " messages",
                        () -> lab.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(count)));
            }
            lab.attempt("wait of 21",
                    () -> lab.sqs().receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(21)));
            lab.attempt("wait of -1",
                    () -> lab.sqs().receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(-1)));
            lab.attempt("hidden for 43201",
                    () -> lab.sqs().receiveMessage(request -> request.queueUrl(url).visibilityTimeout(43_201)));
            lab.attempt("empty", () -> lab.sqs().receiveMessage(request -> request.queueUrl(url)),
                    response -> response.messages().size());
        });
        sqs("no more messages than wanted", lab -> {
            String url = lab.queue();
            lab.send(url, "a", "b", "c");
            lab.note("by default", lab.sqs().receiveMessage(request -> request.queueUrl(url)).messages().size());
            lab.note("rest", lab.receive(url).size());
        });
        sqs("a long poll is answered when a message comes", lab -> {
            String url = lab.queue();
            CompletableFuture<List<Message>> poll = CompletableFuture
                    .supplyAsync(() -> lab.receive(url, request -> request.waitTimeSeconds(20)));
            lab.send(url, "a");
            lab.note("received", poll.get().stream().map(Message::body).toList());
        });
    }
}
