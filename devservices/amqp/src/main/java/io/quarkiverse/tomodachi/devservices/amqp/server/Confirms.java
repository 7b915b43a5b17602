package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;

/** Tells a publisher what became of its messages, several at once where that is possible. */
final class Confirms {

    private final Channel channel;
    private boolean active;
    private long published;
    private long acknowledged;

    Confirms(Channel channel) {
        this.channel = channel;
    }

    boolean active() {
        return active;
    }

    void select() {
        active = true;
    }

    /** A message was dealt with: every queue it reached took it, or at least one refused it. */
    void published(boolean taken) {
        if (!active) {
            return;
        }
        if (taken) {
            published++;
            return;
        }
        flush();
        published++;
        acknowledged = published;
        channel.reply(MethodId.BASIC_NACK, arguments -> arguments.longLong(published).bit(false).bit(false));
    }

    void flush() {
        if (acknowledged < published) {
            boolean several = published - acknowledged > 1;
            acknowledged = published;
            channel.reply(MethodId.BASIC_ACK, arguments -> arguments.longLong(published).bit(several));
        }
    }
}
