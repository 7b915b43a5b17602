package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** What is told of single messages. */
public final class DeliveryLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private DeliveryLog() {
    }

    public static void notHandedOn(SqsDelivery delivery, Throwable failure) {
        event(Level.ERROR, "message-not-handed-on", delivery, "The message could not be handed on and goes back [%s]",
                delivery.origin()).because(failure).with("reason", AwsFailures.reason(failure)).write();
    }

    public static void redriven(SqsDelivery delivery) {
        event(Level.WARN, "message-redriven", delivery, "The message failed %d times and goes to the dead-letter queue, as the"
                + " redrive policy says [%s]", delivery.attempt(), delivery.origin()).with("attempt", delivery.attempt())
                .write();
    }

    static void notDeleted(SqsDelivery delivery, Throwable failure) {
        String reason = AwsFailures.reason(failure);
        event(Level.WARN, "message-not-deleted", delivery, "A message was not deleted and may be delivered again: %s [%s]",
                reason, delivery.origin()).with("reason", reason).write();
    }

    static void notReleased(SqsDelivery delivery, Throwable failure) {
        String reason = AwsFailures.reason(failure);
        event(Level.INFO, "message-not-released", delivery, "A message could not be made visible at its time, so that its"
                + " visibility timeout counts: %s [%s]", reason, delivery.origin()).with("reason", reason).write();
    }

    static void discarded(SqsDelivery delivery) {
        event(Level.WARN, "message-discarded", delivery, "A rejected message is discarded, there is no dead-letter queue [%s]",
                delivery.origin()).write();
    }

    static void unconfirmed(SqsDelivery delivery, String topicArn, Throwable failure) {
        event(Level.WARN, "subscription-unconfirmed", delivery, "SNS asks whether the queue is to be subscribed to topic %s,"
                + " which is not confirmed: %s [%s]", topicArn, failure.getMessage(), delivery.origin()).with("topic", topicArn)
                .with("reason", failure.getMessage()).write();
    }

    static void leftToOthers(SqsDelivery delivery, String topicArn, Exception reason) {
        event(Level.INFO, "subscription-unconfirmed", delivery, "SNS asks whether the queue is to be subscribed to topic %s,"
                + " which is left to other instances for a while: %s [%s]", topicArn, reason.getMessage(), delivery.origin())
                .with("topic", topicArn).with("reason", reason.getMessage()).write();
    }

    private static LogEvent event(Level level, String event, SqsDelivery delivery, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event).with(delivery.logFields());
    }
}
