package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.util.List;

/** In what our broker differs from RabbitMQ, and why. The page dev-brokers of the guide lists them, too. */
enum KnownDifferences {
    ;

    static List<Difference> of(String probe) {
        return List.of();
    }
}
