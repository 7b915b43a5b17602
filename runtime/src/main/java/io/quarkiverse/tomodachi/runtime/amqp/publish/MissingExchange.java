package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.List;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;

/**
 * Why the broker closed a channel: one of its messages went to an exchange that was deleted after it was known. The broker
 * takes the messages of a channel in order, and none after that one.
 */
final class MissingExchange {

    private static final int BASIC = 60;
    private static final int PUBLISH = 40;

    private final String words;

    private MissingExchange(String words) {
        this.words = words;
    }

    /** {@code null} if that is not the reason. */
    static MissingExchange of(ShutdownSignalException signal) {
        return signal.getReason() instanceof AMQP.Channel.Close close && close.getReplyCode() == AMQP.NOT_FOUND
                && close.getClassId() == BASIC && close.getMethodId() == PUBLISH
                        ? new MissingExchange(BrokerFailures.reason(signal))
                        : null;
    }

    /** Tells those messages apart that the broker cannot have taken; which one it was it does not say, only its exchange. */
    void failUntaken(PendingConfirms.Rest rest) {
        List<Long> suspects = rest.publications().entrySet().stream().filter(sent -> isFor(sent.getValue()))
                .map(sent -> sent.getKey()).toList();
        boolean isSure = suspects.size() == 1 && suspects.get(0) > rest.lastForgotten();
        long last = Math.max(suspects.isEmpty() ? 0 : suspects.get(suspects.size() - 1), rest.lastForgotten());
        if (isSure) {
            rest.publications().get(last).fail(Reason.NOT_SENT, "was not sent: " + words, null);
        }
        if (last > 0) {
            rest.publications().tailMap(last, false).values().forEach(later -> later.fail(Reason.NOT_SENT,
                    "was not sent: the broker had closed the channel because of another message (" + words + ")", null));
        }
    }

    private boolean isFor(Publication publication) {
        return words.contains("no exchange '" + publication.target().exchange() + "' in vhost");
    }
}
