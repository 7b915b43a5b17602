package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

/**
 * How the bodies of a queue's messages are read.
 *
 * @param topicPrefix what the names of topics begin with, which handlers do not see
 * @param raw whether SNS delivers what was published without JSON of its own
 */
public record BodyForm(String topicPrefix, boolean raw) {

    public ReceivedBody parse(String body) {
        return ReceivedBody.parse(body, raw);
    }

    /** The topic as services call it, empty if the message came from none. */
    public String topic(ReceivedBody body) {
        return body.topicArn().isEmpty() ? "" : AwsNames.topicOfArn(body.topicArn(), topicPrefix);
    }
}
