package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.Tag;

/** Topics by themselves. */
final class TopicProbes extends ProbeGroup {

    TopicProbes() {
        creation();
        attributes();
        lists();
    }

    private void creation() {
        sns("a topic is created once", lab -> {
            String name = lab.name("topic");
            String arn = lab.sns().createTopic(request -> request.name(name)).topicArn();
            lab.note("arn", arn);
            lab.attempt("again", () -> lab.sns().createTopic(request -> request.name(name)),
                    again -> again.topicArn().equals(arn));
            lab.attempt("with other attributes",
                    () -> lab.sns().createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "other"))));
            lab.attempt("with other tags", () -> lab.sns().createTopic(request -> request.name(name).tags(tag("a", "1"))));
        });
        for (String bad : List.of("with space", "x".repeat(257), "dot.ted", "ends.fifo", "")) {
            sns("a topic named " + (bad.length() > 20 ? "by 257 letters" : "'" + bad + "'"),
                    lab -> lab.attempt("create", () -> lab.sns().createTopic(request -> request.name(bad))));
        }
        sns("a topic is deleted", lab -> {
            String arn = lab.topic();
            String queue = lab.queue();
            String subscription = lab.subscribe(arn, queue, Map.of());
            lab.attempt("delete", () -> lab.sns().deleteTopic(request -> request.topicArn(arn)));
            lab.attempt("again", () -> lab.sns().deleteTopic(request -> request.topicArn(arn)));
            lab.attempt("attributes", () -> lab.sns().getTopicAttributes(request -> request.topicArn(arn)));
            lab.attempt("publish", () -> lab.sns().publish(request -> request.topicArn(arn).message("a")));
            lab.attempt("subscribe", () -> lab.subscribe(arn, queue, Map.of()));
            lab.attempt("its subscription",
                    () -> lab.sns().getSubscriptionAttributes(request -> request.subscriptionArn(subscription)));
        });
        sns("ARNs that are none", lab -> {
            lab.attempt("attributes", () -> lab.sns().getTopicAttributes(request -> request.topicArn("nonsense")));
            lab.attempt("delete", () -> lab.sns().deleteTopic(request -> request.topicArn("nonsense")));
            lab.attempt("publish", () -> lab.sns().publish(request -> request.topicArn("nonsense").message("a")));
            lab.attempt("subscription",
                    () -> lab.sns().getSubscriptionAttributes(request -> request.subscriptionArn("nonsense")));
            lab.attempt("unsubscribe", () -> lab.sns().unsubscribe(request -> request.subscriptionArn("nonsense")));
        });
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private void attributes() {
        sns("attributes of a new topic", lab -> {
            String arn = lab.topic();
            Map<String, String> all = lab.sns().getTopicAttributes(request -> request.topicArn(arn)).attributes();
            for (String name : List.of("TopicArn", "Owner", "DisplayName", "SubscriptionsConfirmed", "SubscriptionsPending",
                    "SubscriptionsDeleted", "FifoTopic", "KmsMasterKeyId", "MaximumMessageSize")) {
                lab.note(name, all.get(name));
            }
            lab.note("policies", all.containsKey("Policy") + " " + all.containsKey("EffectiveDeliveryPolicy"));
        });
        Map<String, String> settable = new TreeMap<>(Map.of("DisplayName", "shown", "KmsMasterKeyId", "alias/mine",
                "SignatureVersion", "2", "TracingConfig", "Active", "Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
                "DeliveryPolicy", "{\"http\":{}}", "SQSSuccessFeedbackSampleRate", "50", "MaximumMessageSize", "1048576"));
        settable.forEach((name, value) -> sns("topic attribute " + name, lab -> {
            String arn = lab.topic();
            lab.attempt("set", () -> lab.sns().setTopicAttributes(
                    request -> request.topicArn(arn).attributeName(name).attributeValue(value)));
            lab.note("told", lab.sns().getTopicAttributes(request -> request.topicArn(arn)).attributes().get(name));
        }));
        sns("topic attributes that are none", lab -> {
            String arn = lab.topic();
            Map<String, String> bad = new TreeMap<>(Map.of("Colour", "red", "FifoTopic", "true", "ContentBasedDeduplication",
                    "true", "TracingConfig", "Loud", "SignatureVersion", "3", "MaximumMessageSize", "1023", "Policy",
                    "nonsense"));
            bad.forEach((name, value) -> lab.attempt(name, () -> lab.sns().setTopicAttributes(
                    request -> request.topicArn(arn).attributeName(name).attributeValue(value))));
        });
        sns("a topic has tags", lab -> {
            String arn = lab.sns().createTopic(request -> request.name(lab.name("topic")).tags(tag("a", "1"))).topicArn();
            lab.sns().tagResource(request -> request.resourceArn(arn).tags(tag("b", "2"), tag("c", "3")));
            lab.sns().untagResource(request -> request.resourceArn(arn).tagKeys("a", "c"));
            lab.note("tags", lab.sns().listTagsForResource(request -> request.resourceArn(arn)).tags().stream()
                    .map(tag -> tag.key() + "=" + tag.value()).sorted().toList());
            lab.attempt("of nobody", () -> lab.sns().listTagsForResource(request -> request.resourceArn(arn + "-none")));
            lab.attempt("to nobody",
                    () -> lab.sns().tagResource(request -> request.resourceArn(arn + "-none").tags(tag("a", "1"))));
        });
    }

    private void lists() {
        sns("topics are listed in pages of 100", lab -> {
            Set<String> made = new HashSet<>();
            String stem = lab.name("paged");
            for (int i = 0; i < 101; i++) {
                String name = stem + "-" + i;
                made.add(lab.sns().createTopic(request -> request.name(name)).topicArn());
            }
            ListTopicsResponse first = lab.sns().listTopics();
            lab.note("first page", first.topics().size());
            List<String> found = new ArrayList<>();
            lab.sns().listTopicsPaginator().topics().forEach(topic -> found.add(topic.topicArn()));
            lab.note("all found", found.containsAll(made));
            lab.note("once", new HashSet<>(found).size() == found.size());
            made.forEach(arn -> lab.sns().deleteTopic(request -> request.topicArn(arn)));
            lab.attempt("bad token", () -> lab.sns().listTopics(request -> request.nextToken("nonsense")));
        });
    }
}
