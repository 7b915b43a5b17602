package io.quarkiverse.tomodachi.deployment.awssnssqs;

import org.jboss.jandex.AnnotationValue;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.HandlerSettings;

/** Reads {@code @AwsSnsSqs}. */
final class HandlerAnnotation {

    private HandlerAnnotation() {
    }

    static HandlerSettings settings(TriggerMethod method) {
        return new HandlerSettings(text(method, "topic"), text(method, "queueName"), method.value("competing").asBoolean(),
                optional(method, "filterPolicy"), number(method, "visibilityTimeout"),
                optional(method, "deadLetterQueueName"), number(method, "maxReceiveCount"),
                method.value("fifo").asBoolean(), method.value("concurrency").asInt());
    }

    private static String text(TriggerMethod method, String member) {
        return method.value(member).asString();
    }

    private static String optional(TriggerMethod method, String member) {
        String value = text(method, member);
        return AwsSnsSqs.UNSET.equals(value) ? null : value;
    }

    /** Not given and the value of "not given" written out are the same. */
    private static Integer number(TriggerMethod method, String member) {
        AnnotationValue value = method.annotation().value(member);
        return value == null || value.asInt() == -1 ? null : value.asInt();
    }
}
