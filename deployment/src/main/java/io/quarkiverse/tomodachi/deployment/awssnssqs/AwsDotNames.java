package io.quarkiverse.tomodachi.deployment.awssnssqs;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.SqsMessage;

/** Names that this transport refers to. */
final class AwsDotNames {

    static final DotName AWS_SNS_SQS = DotName.createSimple(AwsSnsSqs.class);
    static final DotName AWS_SNS_SQS_LIST = DotName.createSimple(AwsSnsSqs.List.class);
    static final DotName PUBLISHER = DotName.createSimple(AwsSnsSqsPublisher.class);
    static final DotName ATTRIBUTE = DotName.createSimple(Attribute.class);
    static final DotName SQS_MESSAGE = DotName.createSimple(SqsMessage.class);

    static final DotName SQS_CLIENT = DotName.createSimple("software.amazon.awssdk.services.sqs.SqsAsyncClient");
    static final DotName SNS_CLIENT = DotName.createSimple("software.amazon.awssdk.services.sns.SnsAsyncClient");

    private AwsDotNames() {
    }
}
