package io.quarkiverse.tomodachi.devservices.amqp.server;

/** How far a connection has come. */
enum ConnectionState {
    HANDSHAKE,
    OPEN,
    CLOSING,
    CLOSED
}
