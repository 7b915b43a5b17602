package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages to topics, and what reaches the queues. */
final class PublishProbes extends ProbeGroup {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");

    PublishProbes() {
        delivery();
        structure();
        refusals();
        sizes();
        batches();
        deadLetters();
    }

    static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private void delivery() {
        envelope();
        raw();
        fanOut();
    }

    private void envelope() {
        sns("the envelope of a message", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, Map.of());
            String id = lab.sns().publish(request -> request.topicArn(topic).subject("about").message("<tag> \"友達\"")
                    .messageAttributes(attributes())).messageId();
            Message message = lab.receive(queue, request -> request.waitTimeSeconds(5)).get(0);
            JsonNode envelope = MAPPER.readTree(message.body());
            List<String> names = new ArrayList<>();
            envelope.fieldNames().forEachRemaining(names::add);
            lab.note("fields", names);
            lab.note("same id", envelope.path("MessageId").asText().equals(id));
            for (String name : List.of("Type", "TopicArn", "Subject", "Message", "Timestamp", "SignatureVersion",
                    "MessageAttributes")) {
                lab.note(name,
                        envelope.path(name).isContainerNode() ? sorted(envelope.path(name)) : envelope.path(name).asText());
            }
            lab.note("attributes of the message", message.messageAttributes().keySet());
        });
    }

    private void raw() {
        sns("raw delivery", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            lab.sns().publish(request -> request.topicArn(topic).subject("about").message("<tag> \"友達\"")
                    .messageAttributes(attributes()));
            Message message = lab.receive(queue, request -> request.waitTimeSeconds(5)).get(0);
            lab.note("body", message.body());
            lab.note("attributes", new TreeMap<>(message.messageAttributes()).entrySet().stream()
                    .map(one -> one.getKey() + ":" + one.getValue().dataType() + ":" + one.getValue().stringValue()).toList());
            lab.note("system attributes", message.attributesAsStrings().keySet().stream().sorted().toList());
        });
    }

    private void fanOut() {
        sns("a message reaches all queues", lab -> {
            String topic = lab.topic();
            String one = lab.queue();
            String two = lab.queue();
            lab.subscribe(topic, one, RAW);
            lab.subscribe(topic, two, RAW);
            lab.sns().publish(request -> request.topicArn(topic).message("a"));
            lab.note("arrived", lab.bodies(one) + " " + lab.bodies(two));
        });
        sns("a message group on a standard topic", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            lab.attempt("publish",
                    () -> lab.sns().publish(request -> request.topicArn(topic).message("a").messageGroupId("g")));
            lab.note("group", lab.receive(queue, request -> request.waitTimeSeconds(1)).stream()
                    .map(message -> message.attributesAsStrings().get("MessageGroupId")).toList());
            lab.attempt("deduplication id",
                    () -> lab.sns().publish(request -> request.topicArn(topic).message("a").messageDeduplicationId("d")));
        });
    }

    private static Map<String, MessageAttributeValue> attributes() {
        return Map.of("text", text("String", "x"), "number", text("Number", "1.50"), "array", text("String.Array", "[\"a\",1]"),
                "bytes", MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromUtf8String("b")).build());
    }

    private static Map<String, String> sorted(JsonNode node) {
        Map<String, String> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue().toString()));
        return sorted;
    }

    private void structure() {
        sns("a message for each protocol", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            lab.attempt("for queues", () -> json(lab, topic, "{\"default\":\"d\",\"sqs\":\"q\"}"));
            lab.note("arrived", lab.bodies(queue));
            lab.attempt("for all", () -> json(lab, topic, "{\"default\":\"d\",\"http\":\"h\"}"));
            lab.note("arrived too", lab.bodies(queue));
            lab.attempt("without default", () -> json(lab, topic, "{\"sqs\":\"q\"}"));
            lab.attempt("no JSON", () -> json(lab, topic, "nonsense"));
            lab.attempt("another structure",
                    () -> lab.sns().publish(request -> request.topicArn(topic).message("a").messageStructure("xml")));
        });
    }

    private static Object json(Lab lab, String topic, String message) {
        return lab.sns().publish(request -> request.topicArn(topic).message(message).messageStructure("json"));
    }

    private void refusals() {
        sns("publications that are none", lab -> {
            String topic = lab.topic();
            lab.attempt("empty", () -> lab.sns().publish(request -> request.topicArn(topic).message("")));
            lab.attempt("to nobody", () -> lab.sns().publish(request -> request.topicArn(topic + "-none").message("a")));
            lab.attempt("without target", () -> lab.sns().publish(request -> request.message("a")));
            lab.attempt("long subject",
                    () -> lab.sns().publish(request -> request.topicArn(topic).message("a").subject("s".repeat(101))));
            lab.attempt("subject of two lines",
                    () -> lab.sns().publish(request -> request.topicArn(topic).message("a").subject("a\nb")));
            lab.attempt("empty subject", () -> lab.sns().publish(request -> request.topicArn(topic).message("a").subject("")));
        });
        Map<String, MessageAttributeValue> bad = new LinkedHashMap<>();
        bad.put("AWS.reserved", text("String", "a"));
        bad.put(".dot", text("String", "a"));
        bad.put("with space", text("String", "a"));
        bad.put("emptyvalue", text("String", ""));
        bad.put("unknowntype", text("Text", "a"));
        bad.put("nonumber", text("Number", "one"));
        bad.forEach((name, value) -> sns("attribute " + name + " of a publication", lab -> {
            String topic = lab.topic();
            lab.attempt("publish", () -> lab.sns()
                    .publish(request -> request.topicArn(topic).message("a").messageAttributes(Map.of(name, value))));
        }));
    }

    private void sizes() {
        sns("a publication of 256 KiB", lab -> {
            String topic = lab.topic();
            lab.attempt("just so", () -> lab.sns().publish(request -> request.topicArn(topic).message("x".repeat(262_144))));
            lab.attempt("longer", () -> lab.sns().publish(request -> request.topicArn(topic).message("x".repeat(262_145))));
            lab.attempt("with attributes", () -> lab.sns().publish(request -> request.topicArn(topic)
                    .message("x".repeat(262_140)).messageAttributes(Map.of("name", text("String", "value")))));
        });
        sns("a publication of one mebibyte", lab -> {
            String topic = lab.topic(Map.of("MaximumMessageSize", "1048576"));
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            lab.attempt("just so", () -> lab.sns().publish(request -> request.topicArn(topic).message("x".repeat(1_048_576))));
            lab.note("arrived", lab.bodies(queue).stream().map(String::length).toList());
            lab.attempt("longer", () -> lab.sns().publish(request -> request.topicArn(topic).message("x".repeat(1_048_577))));
        });
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static PublishBatchResponse publish(Lab lab, String topic, PublishBatchRequestEntry... entries) {
        return lab.sns().publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries));
    }

    private void batches() {
        sns("ten publications at once", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            lab.attempt("publish", () -> publish(lab, topic, IntStream.range(0, 10).mapToObj(i -> entry("id" + i, "m" + i))
                    .toArray(PublishBatchRequestEntry[]::new)), done -> done.successful().size() + " " + done.failed().size());
            lab.note("arrived", lab.bodies(queue).size());
        });
        sns("an entry of a publication fails by itself", lab -> {
            String topic = lab.topic();
            lab.attempt("publish", () -> publish(lab, topic, entry("good", "a"),
                    PublishBatchRequestEntry.builder().id("bad").message("b")
                            .messageAttributes(Map.of("n", text("Number", "one"))).build()),
                    done -> done.successful().stream().map(one -> one.id()).toList() + " "
                            + done.failed().stream().map(one -> one.id() + " " + one.code() + " " + one.senderFault())
                                    .toList());
        });
        sns("publications at once that are none", lab -> {
            String topic = lab.topic();
            lab.attempt("empty", () -> publish(lab, topic));
            lab.attempt("eleven", () -> publish(lab, topic, IntStream.range(0, 11).mapToObj(i -> entry("id" + i, "m"))
                    .toArray(PublishBatchRequestEntry[]::new)));
            lab.attempt("same ids", () -> publish(lab, topic, entry("a", "1"), entry("a", "2")));
            lab.attempt("bad id", () -> publish(lab, topic, entry("a b", "1")));
            String half = "x".repeat(131_073);
            lab.attempt("too long", () -> publish(lab, topic, entry("a", half), entry("b", half)));
            lab.attempt("to nobody", () -> publish(lab, topic + "-none", entry("a", "1")));
        });
    }

    private void deadLetters() {
        sns("what cannot be delivered goes to the dead letters", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            String deadLetters = lab.queue();
            String policy = "{\"deadLetterTargetArn\":\"" + lab.arn(deadLetters) + "\"}";
            lab.subscribe(topic, queue, Map.of("RawMessageDelivery", "true", "RedrivePolicy", policy));
            lab.sqs().deleteQueue(request -> request.queueUrl(queue));
            lab.attempt("publish", () -> lab.sns().publish(request -> request.topicArn(topic).message("a")));
            lab.note("dead letters", lab.bodies(deadLetters));
        });
        sns("raw delivery takes ten attributes", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            for (int count : new int[] { 10, 11 }) {
                Map<String, MessageAttributeValue> attributes = new TreeMap<>();
                for (int i = 0; i < count; i++) {
                    attributes.put("a" + i, text("String", "x"));
                }
                lab.attempt("publish " + count, () -> lab.sns()
                        .publish(request -> request.topicArn(topic).message("a").messageAttributes(attributes)));
                lab.note("arrived " + count, lab.bodies(queue).size());
            }
        });
    }
}
