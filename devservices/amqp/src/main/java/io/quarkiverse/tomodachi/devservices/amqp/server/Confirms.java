package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;

/** Tells a publisher what became of its messages, several at once where that is possible. */
final class Confirms {

    private final Channel channel;
    private final Switches switches;
    private final List<Boolean> withheld = new ArrayList<>();
    private boolean active;
    private boolean someLost;
    private long published;
    private long acknowledged;

    Confirms(Channel channel, Switches switches) {
        this.channel = channel;
        this.switches = switches;
    }

    boolean active() {
        return active;
    }

    void select() {
        active = true;
    }

    /** A message was dealt with: every queue it reached took it, or at least one refused it. */
    void published(boolean taken) {
        if (active && switches.confirmsWithheld()) {
            flush();
            withheld.add(taken);
        } else if (active) {
            confirm(taken);
        }
    }

    void flush() {
        if (acknowledged < published) {
            boolean several = published - acknowledged > 1;
            acknowledged = published;
            channel.reply(MethodId.BASIC_ACK, arguments -> arguments.longLong(published).bit(several));
        }
    }

    /** Sends what was kept back, or makes as if it had been. */
    void release(boolean send) {
        List<Boolean> kept = new ArrayList<>(withheld);
        withheld.clear();
        if (send) {
            kept.forEach(this::confirm);
            flush();
        } else if (!kept.isEmpty()) {
            published += kept.size();
            acknowledged = published;
            someLost = true;
        }
    }

    private void confirm(boolean taken) {
        if (!taken) {
            flush();
            published++;
            acknowledged = published;
            channel.reply(MethodId.BASIC_NACK, arguments -> arguments.longLong(published).bit(false).bit(false));
            return;
        }
        published++;
        if (someLost) {
            // One by one: a confirm for several would take those along that were lost
            flush();
        }
    }
}
