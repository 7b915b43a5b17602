package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Locale;

/** Why a message left its queue for the dead letter exchange. */
enum DeathReason {
    REJECTED,
    EXPIRED,
    MAXLEN,
    DELIVERY_LIMIT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
