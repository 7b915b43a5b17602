package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.time.Instant;
import java.util.Map;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;

/** What traces call topics and queues, by OpenTelemetry's conventions for SNS and SQS. */
public final class AwsDestinations {

    private static final String SNS = "aws.sns";
    private static final String SQS = "aws_sqs";

    private AwsDestinations() {
    }

    /** @param sentTimestamp milliseconds since the epoch as SQS writes them, or {@code null} */
    public static MessageFacts facts(SqsMessage message, String sentTimestamp) {
        String url = message.queueUrl();
        String id = message.snsMessageId().isEmpty() ? message.sqsMessageId() : message.snsMessageId();
        return new MessageFacts(SQS, url.substring(url.lastIndexOf('/') + 1), id, instant(sentTimestamp),
                Map.of("aws.sqs.queue.url", url));
    }

    /** @param topic the name on AWS */
    public static PublishTarget.Span topic(String topic) {
        return new PublishTarget.Span(SNS, "publish", topic, Map.of());
    }

    /** @param queue the name on AWS */
    public static PublishTarget.Span queue(String queue) {
        return new PublishTarget.Span(SQS, "send", queue, Map.of());
    }

    private static Instant instant(String millis) {
        try {
            return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
