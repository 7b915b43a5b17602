package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;

/**
 * Why the broker closed a channel: one of its messages went to an exchange that was deleted after it was known, or that takes
 * none of this user, or was larger than the broker allows. The broker takes the messages of a channel in order, and none after
 * that one.
 */
final class RefusedMessage {

    private static final int BASIC = 60;
    private static final int PUBLISH = 40;

    private static final Pattern EXCHANGE = Pattern.compile("exchange '(.*)' in vhost", Pattern.DOTALL);
    private static final Pattern TOPIC = Pattern.compile("access to topic '(.*)' in exchange '", Pattern.DOTALL);
    private static final Pattern SIZE = Pattern.compile("message size (\\d{1,18}) is larger than");

    private final int code;
    private final String words;
    private final String exchange;
    private final long size;

    private RefusedMessage(int code, String words, String exchange, long size) {
        this.code = code;
        this.words = words;
        this.exchange = exchange;
        this.size = size;
    }

    /** {@code null} if that is not the reason, or the broker does not say what tells the message from others. */
    static RefusedMessage of(ShutdownSignalException signal) {
        if (!(signal.getReason() instanceof AMQP.Channel.Close close) || close.getClassId() != BASIC
                || close.getMethodId() != PUBLISH) {
            return null;
        }
        String words = BrokerFailures.reason(signal);
        int code = close.getReplyCode();
        Matcher matcher = (code == AMQP.PRECONDITION_FAILED ? SIZE : EXCHANGE).matcher(words);
        if (code != AMQP.PRECONDITION_FAILED && code != AMQP.NOT_FOUND && code != AMQP.ACCESS_REFUSED || !matcher.find()) {
            return null;
        }
        String found = matcher.group(1);
        return code == AMQP.PRECONDITION_FAILED ? new RefusedMessage(code, words, null, Long.parseLong(found))
                : new RefusedMessage(code, words, found.equals("amq.default") ? "" : found, 0);
    }

    /** Notes what the user may not do. */
    void tell(ForbiddenExchanges forbidden) {
        if (code == AMQP.ACCESS_REFUSED) {
            Matcher topic = TOPIC.matcher(words);
            forbidden.refused(exchange, topic.find() ? topic.group(1) : null, words, System.nanoTime());
        }
    }

    /** Tells those messages apart that the broker cannot have taken; which one it was it does not say. */
    void failUntaken(PendingConfirms.Rest rest) {
        List<Long> suspects = rest.publications().entrySet().stream().filter(sent -> isSuspect(sent.getValue()))
                .map(sent -> sent.getKey()).toList();
        long last = Math.max(suspects.isEmpty() ? 0 : suspects.get(suspects.size() - 1), rest.lastForgotten());
        if (exchange == null && !suspects.isEmpty()) {
            // what is too large was so at any time, so that none of these was taken
            suspects.forEach(number -> rest.publications().get(number).fail(Reason.NOT_SENT, "was not sent: " + words, null));
            last = suspects.get(0);
        } else if (suspects.size() == 1 && suspects.get(0) > rest.lastForgotten()) {
            rest.publications().get(last).fail(Reason.NOT_SENT, "was not sent: " + words, null);
        }
        if (last > 0) {
            rest.publications().tailMap(last, false).values().forEach(later -> later.fail(Reason.NOT_SENT,
                    "was not sent: the broker had closed the channel because of another message (" + words + ")", null));
        }
    }

    private boolean isSuspect(Publication publication) {
        return exchange == null ? publication.content().body().length == size
                : exchange.equals(publication.target().exchange());
    }
}
