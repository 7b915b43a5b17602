package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;

import software.amazon.awssdk.regions.Region;

/** The ARNs of what has names, with {@code *} in place of what the build does not know. */
final class Arns {

    private static final Pattern HOST = Pattern.compile("(?:sqs\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\.amazonaws\\.com.*");

    private final String snsRegion;
    private final String sqsRegion;

    Arns(Config config) {
        this.snsRegion = config.getOptionalValue("quarkus.sns.aws.region", String.class).orElse(KnownSettings.UNKNOWN);
        this.sqsRegion = config.getOptionalValue("quarkus.sqs.aws.region", String.class).orElse(KnownSettings.UNKNOWN);
    }

    /** @param nameOrArn the name on AWS, or an ARN, which stays as it is */
    String topic(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : arn("sns", snsRegion, KnownSettings.UNKNOWN, nameOrArn);
    }

    /** @param queue the name on AWS, a URL, or an ARN, which stays as it is */
    String queue(String queue) {
        if (queue.startsWith("arn:")) {
            return queue;
        }
        return queue.startsWith("https://") || queue.startsWith("http://") ? queueOfUrl(queue)
                : arn("sqs", sqsRegion, KnownSettings.UNKNOWN, queue);
    }

    /** The resource of a key that a topic has, or else a queue: an ARN, or all keys of the region. */
    String key(String key, boolean ofTopic) {
        if (key.startsWith("arn:")) {
            return key.contains(":alias/") ? key.substring(0, key.indexOf(":alias/")) + ":key/*" : key;
        }
        return arn("kms", ofTopic ? snsRegion : sqsRegion, KnownSettings.UNKNOWN,
                "key/" + (key.startsWith("alias/") ? KnownSettings.UNKNOWN : key));
    }

    private String queueOfUrl(String url) {
        String[] path = url.split("/");
        String account = path.length > 2 ? path[path.length - 2] : KnownSettings.UNKNOWN;
        return arn("sqs", region(url), account.matches("\\d{12}") ? account : KnownSettings.UNKNOWN, path[path.length - 1]);
    }

    private String region(String url) {
        try {
            Matcher matcher = HOST.matcher(Optional.ofNullable(URI.create(url).getHost()).orElse(""));
            return matcher.matches() ? Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2)) : sqsRegion;
        } catch (IllegalArgumentException e) {
            return sqsRegion;
        }
    }

    private static String arn(String service, String region, String account, String name) {
        String partition = "aws";
        if (!region.equals(KnownSettings.UNKNOWN) && Region.of(region).metadata() != null) {
            partition = Region.of(region).metadata().partition().id();
        }
        return String.join(":", "arn", partition, service, region, account, name);
    }
}
