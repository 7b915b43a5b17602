package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** Topics that keep order. */
final class FifoTopicProbes extends ProbeGroup {

    private static final Map<String, String> RAW = Map.of("RawMessageDelivery", "true");
    private static final Map<String, String> FIFO = Map.of("FifoTopic", "true");
    private static final Map<String, String> BY_CONTENT = Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true");

    FifoTopicProbes() {
        delivery();
        demands();
        kinds();
    }

    private void delivery() {
        sns("order and groups reach the queue", lab -> {
            String topic = lab.topic(BY_CONTENT);
            String queue = lab.fifoQueue(Map.of());
            lab.subscribe(topic, queue, RAW);
            for (int i = 0; i < 5; i++) {
                publish(lab, topic, "m" + i, "g", null);
            }
            List<Message> received = lab.receive(queue, request -> request.waitTimeSeconds(5));
            lab.note("received", received.stream().map(Message::body).toList());
            lab.note("names", received.get(0).attributesAsStrings().keySet().stream().sorted().toList());
            lab.note("group", received.get(0).attributesAsStrings().get("MessageGroupId"));
        });
        sns("duplicates reach nobody", lab -> {
            String topic = lab.topic(FIFO);
            String queue = lab.fifoQueue(Map.of());
            lab.subscribe(topic, queue, RAW);
            PublishResponse first = publish(lab, topic, "a", "g", "same");
            PublishResponse second = publish(lab, topic, "b", "g", "same");
            lab.note("same id", first.messageId().equals(second.messageId()));
            lab.note("digits", first.sequenceNumber() == null ? null : first.sequenceNumber().length());
            lab.note("received", lab.bodies(queue));
        });
    }

    private void demands() {
        sns("what a FIFO topic demands", lab -> {
            String topic = lab.topic(FIFO);
            lab.attempt("no group", () -> publish(lab, topic, "a", null, "d"));
            lab.attempt("no id", () -> publish(lab, topic, "a", "g", null));
            lab.attempt("group with space", () -> publish(lab, topic, "a", "with space", "d"));
            lab.attempt("no suffix", () -> lab.sns().createTopic(request -> request.name(lab.name("topic")).attributes(FIFO)));
        });
    }

    private void kinds() {
        sns("a standard queue at a FIFO topic", lab -> {
            String topic = lab.topic(BY_CONTENT);
            String queue = lab.queue();
            lab.attempt("subscribe", () -> lab.subscribe(topic, queue, RAW), arn -> "ok");
            publish(lab, topic, "a", "g", null);
            lab.note("received", lab.bodies(queue));
        });
        sns("attributes of a new FIFO topic", lab -> {
            String arn = lab.topic(FIFO);
            Map<String, String> all = lab.sns().getTopicAttributes(request -> request.topicArn(arn)).attributes();
            for (String name : List.of("FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope")) {
                lab.note(name, all.get(name));
            }
        });
        sns("deduplication within a group of a topic", lab -> {
            String topic = lab.topic(Map.of("FifoTopic", "true", "FifoThroughputScope", "MessageGroup"));
            String queue = lab.queue();
            lab.subscribe(topic, queue, RAW);
            publish(lab, topic, "a", "g", "same");
            publish(lab, topic, "b", "h", "same");
            publish(lab, topic, "c", "h", "same");
            lab.note("received", lab.bodies(queue).stream().sorted().toList());
        });
    }

    private static PublishResponse publish(Lab lab, String topic, String message, String group, String deduplicationId) {
        return lab.sns().publish(request -> request.topicArn(topic).message(message).messageGroupId(group)
                .messageDeduplicationId(deduplicationId));
    }
}
