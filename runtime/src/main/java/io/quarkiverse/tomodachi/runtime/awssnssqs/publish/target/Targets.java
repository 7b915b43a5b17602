package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import software.amazon.awssdk.regions.Region;

/**
 * The topics and queues that a service names in a publish. Methods throw {@code IllegalArgumentException} where no message can
 * go.
 */
public final class Targets {

    /** Of the addresses that AWS gives queues, with the region in one of the groups. */
    private static final Pattern QUEUE_URL = Pattern
            .compile("https?://(?:sqs\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\.amazonaws\\.com(?:\\.cn)?(?::[0-9]+)?/.*");
    private static final int ARN_REGION = 3;

    private final AwsClients clients;
    private final String topicPrefix;
    private final String queuePrefix;

    public Targets(AwsClients clients, String topicPrefix, String queuePrefix) {
        this.clients = clients;
        this.topicPrefix = topicPrefix;
        this.queuePrefix = queuePrefix;
    }

    /** @return a name with its prefix, encoded; an ARN as it is, which must agree with a prefix that is given */
    public String topic(String topic, PublishOptions options) {
        if (topic == null || topic.isEmpty()) {
            throw new IllegalArgumentException("The topic has no name.");
        }
        if (AwsNames.isArn(topic)) {
            String name = AwsNames.topicArn(topic)
                    .orElseThrow(() -> new IllegalArgumentException("Invalid SNS ARN (" + topic + ")"));
            checkPrefix("topic", topic, AwsNames.decodeTopic(name), options);
            checkRegion("sns", topic, region(topic), clients.sns().serviceClientConfiguration().region());
            return topic;
        }
        String name = AwsNames.topicName(topicPrefix(options), topic, false);
        check(AwsNames.topicProblem(name));
        return name;
    }

    /** @return how services call the topic, without a prefix */
    public String topicName(String topic, PublishOptions options) {
        return AwsNames.isArn(topic) ? AwsNames.topicOfArn(topic, topicPrefix(options)) : topic;
    }

    /** @return a name with its prefix; an ARN or a URL as it is, which must agree with a prefix that is given */
    public String queue(String queue, PublishOptions options) {
        if (queue == null || queue.isEmpty()) {
            throw new IllegalArgumentException("The queue has no name.");
        }
        if (AwsNames.isArn(queue) && AwsNames.queueArn(queue).isEmpty()) {
            throw new IllegalArgumentException("Invalid SQS ARN (" + queue + ")");
        }
        if (!QueueDestination.isUrl(queue) && !AwsNames.isArn(queue)) {
            String name = (options.prefix() == null ? queuePrefix : options.prefix()) + queue;
            check(AwsNames.queueProblem(name));
            return name;
        }
        String name = QueueDestination.name(queue);
        check(name.isEmpty() ? Optional.of("The queue has no name: " + queue) : AwsNames.queueProblem(name));
        checkPrefix("queue", queue, name, options);
        checkRegion("sqs", queue, region(queue), clients.sqs().serviceClientConfiguration().region());
        return queue;
    }

    private String topicPrefix(PublishOptions options) {
        return options.prefix() == null ? topicPrefix : options.prefix();
    }

    private static void checkPrefix(String kind, String target, String name, PublishOptions options) {
        if (options.prefix() != null && !name.startsWith(options.prefix())) {
            throw new IllegalArgumentException(
                    "The option prefix '" + options.prefix() + "' does not agree with " + kind + " " + target);
        }
    }

    /** A client calls one region, where something else may have the same name. */
    private static void checkRegion(String service, String target, String region, Region called) {
        if (!region.isEmpty() && !region.equals(called.id())) {
            throw new IllegalArgumentException(target + " is in region " + region + ", but the client of the application"
                    + " calls " + called.id() + " (quarkus." + service + ".aws.region)");
        }
    }

    /** Empty if an ARN or URL does not tell. */
    private static String region(String target) {
        if (AwsNames.isArn(target)) {
            return target.split(":")[ARN_REGION];
        }
        Matcher url = QUEUE_URL.matcher(target);
        if (!url.matches()) {
            return "";
        }
        return url.group(1) == null ? url.group(2) : url.group(1);
    }

    private static void check(Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
    }
}
