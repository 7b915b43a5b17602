package io.quarkiverse.tomodachi.runtime.amqp.publish;

/**
 * What the broker has refused, for all channels and connections.
 *
 * @param exchanges that messages may not be sent to
 * @param declarations that it would not make
 */
record BrokerRefusals(ForbiddenExchanges exchanges, RefusedDeclarations declarations) {

    /** Nothing yet. */
    BrokerRefusals() {
        this(new ForbiddenExchanges(), new RefusedDeclarations());
    }
}
