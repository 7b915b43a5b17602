package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.sns.model.SubscribeResponse;

/** Queues subscribed to topics. */
final class SubscriptionProbes extends ProbeGroup {

    SubscriptionProbes() {
        subscribing();
        attributes();
        lists();
    }

    private static SubscribeResponse subscribe(Lab lab, String topic, String protocol, String endpoint) {
        return lab.sns().subscribe(request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint));
    }

    private void subscribing() {
        sns("a queue is subscribed once", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            String arn = lab.subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
            lab.note("arn", arn);
            lab.attempt("again", () -> lab.subscribe(topic, queue, Map.of("RawMessageDelivery", "true")), arn::equals);
            lab.attempt("without attributes", () -> lab.subscribe(topic, queue, Map.of()), arn::equals);
            lab.attempt("with other attributes", () -> lab.subscribe(topic, queue, Map.of("RawMessageDelivery", "false")));
            lab.attempt("with more attributes",
                    () -> lab.subscribe(topic, queue, Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"a\":[\"b\"]}")));
        });
        sns("endpoints that are none", lab -> {
            String topic = lab.topic();
            String queue = lab.arn(lab.queue());
            String fifo = lab.arn(lab.fifoQueue(Map.of()));
            lab.attempt("unknown protocol", () -> subscribe(lab, topic, "pigeon", queue));
            lab.attempt("no ARN", () -> subscribe(lab, topic, "sqs", "nonsense"));
            lab.attempt("no such queue", () -> subscribe(lab, topic, "sqs", queue + "-none"), none -> "ok");
            lab.attempt("FIFO queue", () -> subscribe(lab, topic, "sqs", fifo));
        });
        sns("a subscription ends", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            String arn = lab.subscribe(topic, queue, Map.of());
            lab.attempt("unsubscribe", () -> lab.sns().unsubscribe(request -> request.subscriptionArn(arn)));
            lab.attempt("again", () -> lab.sns().unsubscribe(request -> request.subscriptionArn(arn)));
            lab.attempt("attributes", () -> lab.sns().getSubscriptionAttributes(request -> request.subscriptionArn(arn)));
            lab.attempt("set", () -> lab.sns().setSubscriptionAttributes(
                    request -> request.subscriptionArn(arn).attributeName("RawMessageDelivery").attributeValue("true")));
            lab.sns().publish(request -> request.topicArn(topic).message("a"));
            lab.note("arrived", lab.receive(queue).size());
            lab.note("deleted",
                    lab.sns().getTopicAttributes(request -> request.topicArn(topic)).attributes().get("SubscriptionsDeleted"));
        });
    }

    private void attributes() {
        sns("attributes of a new subscription", lab -> {
            String arn = lab.subscribe(lab.topic(), lab.queue(), Map.of());
            Map<String, String> all = lab.sns().getSubscriptionAttributes(request -> request.subscriptionArn(arn)).attributes();
            for (String name : List.of("SubscriptionArn", "TopicArn", "Owner", "Protocol", "Endpoint", "RawMessageDelivery",
                    "PendingConfirmation", "ConfirmationWasAuthenticated", "FilterPolicy", "FilterPolicyScope",
                    "RedrivePolicy")) {
                lab.note(name, all.get(name));
            }
        });
        sns("attributes of a subscription are set", lab -> {
            String arn = lab.subscribe(lab.topic(), lab.queue(), Map.of());
            String deadLetters = lab.arn(lab.queue());
            Map<String, String> values = new LinkedHashMap<>();
            values.put("RawMessageDelivery", "true");
            values.put("FilterPolicy", "{\"a\":[\"b\"]}");
            values.put("FilterPolicyScope", "MessageBody");
            values.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + deadLetters + "\"}");
            values.forEach((name, value) -> {
                lab.attempt("set " + name, () -> set(lab, arn, name, value));
                lab.note("told " + name, told(lab, arn, name));
            });
        });
        sns("a filter policy of nothing removes it", lab -> {
            String topic = lab.topic();
            String queue = lab.queue();
            String arn = lab.subscribe(topic, queue, Map.of("FilterPolicy", "{\"a\":[\"b\"]}"));
            lab.attempt("set", () -> set(lab, arn, "FilterPolicy", "{}"));
            lab.sns().publish(request -> request.topicArn(topic).message("a"));
            lab.note("arrived", lab.bodies(queue).size());
        });
        attributesRefused();
    }

    private void attributesRefused() {
        sns("attributes of a subscription that are none", lab -> {
            String arn = lab.subscribe(lab.topic(), lab.queue(), Map.of());
            String fifo = lab.arn(lab.fifoQueue(Map.of()));
            lab.attempt("unknown", () -> set(lab, arn, "Colour", "red"));
            lab.attempt("raw", () -> set(lab, arn, "RawMessageDelivery", "maybe"));
            lab.attempt("scope", () -> set(lab, arn, "FilterPolicyScope", "Somewhere"));
            lab.attempt("redrive to nothing", () -> set(lab, arn, "RedrivePolicy", "{\"deadLetterTargetArn\":\"nonsense\"}"));
            lab.attempt("redrive to FIFO",
                    () -> set(lab, arn, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + fifo + "\"}"));
            lab.attempt("at subscription", () -> lab.subscribe(lab.topic(), lab.queue(), Map.of("Colour", "red")));
        });
    }

    private static Object set(Lab lab, String arn, String name, String value) {
        return lab.sns().setSubscriptionAttributes(
                request -> request.subscriptionArn(arn).attributeName(name).attributeValue(value));
    }

    private static String told(Lab lab, String arn, String name) {
        return lab.sns().getSubscriptionAttributes(request -> request.subscriptionArn(arn)).attributes().get(name);
    }

    private void lists() {
        sns("subscriptions are listed", lab -> {
            String topic = lab.topic();
            String one = lab.subscribe(topic, lab.queue(), Map.of());
            String two = lab.subscribe(topic, lab.queue(), Map.of());
            lab.attempt("of the topic", () -> lab.sns().listSubscriptionsByTopic(request -> request.topicArn(topic)),
                    listed -> listed.subscriptions().stream().map(found -> found.subscriptionArn()).collect(Collectors.toSet())
                            .equals(Set.of(one, two)));
            lab.attempt("shown", () -> lab.sns().listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions()
                    .get(0), found -> found.owner() + " " + found.protocol() + " " + found.endpoint() + " " + found.topicArn());
            lab.attempt("of all", () -> lab.sns().listSubscriptionsPaginator().subscriptions().stream()
                    .map(found -> found.subscriptionArn()).toList(), found -> found.containsAll(List.of(one, two)));
            lab.attempt("of nobody",
                    () -> lab.sns().listSubscriptionsByTopic(request -> request.topicArn(topic + "-none")));
        });
    }
}
