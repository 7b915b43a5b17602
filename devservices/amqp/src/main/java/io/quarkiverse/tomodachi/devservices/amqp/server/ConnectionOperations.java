package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ConnectionMethods.UpdateSecret;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** Answers the methods of class connection. */
final class ConnectionOperations {

    private final Connection connection;
    private final Handshake handshake;

    ConnectionOperations(Connection connection, Handshake handshake) {
        this.connection = connection;
        this.handshake = handshake;
    }

    /**
     * @param call the method, null when there was content in its place
     */
    void handle(MethodCall call) {
        if (call == null) {
            throw new AmqpException(ReplyCode.UNEXPECTED_FRAME, "expected method frame on channel 0");
        }
        switch (call.id()) {
            case CONNECTION_CLOSE -> connection.closedByClient();
            case CONNECTION_START_OK, CONNECTION_TUNE_OK, CONNECTION_OPEN -> handshake.handle(call);
            case CONNECTION_UPDATE_SECRET -> updateSecret(call);
            default -> throw unexpected();
        }
    }

    /** Awaits the answer to our own connection.close, and pays no heed to all else. */
    void awaitCloseOk(MethodCall call) {
        MethodId method = call == null ? null : call.id();
        if (method == MethodId.CONNECTION_CLOSE) {
            connection.send(0, MethodId.CONNECTION_CLOSE_OK, arguments -> {
            });
        }
        if (method == MethodId.CONNECTION_CLOSE || method == MethodId.CONNECTION_CLOSE_OK) {
            connection.finish();
        }
    }

    /** The password was checked at login; a new one changes nothing about a connection that is there. */
    private void updateSecret(MethodCall call) {
        if (!connection.isOpen()) {
            throw unexpected();
        }
        call.read(UpdateSecret::read);
        connection.send(0, MethodId.CONNECTION_UPDATE_SECRET_OK, arguments -> {
        });
    }

    private AmqpException unexpected() {
        return new AmqpException(ReplyCode.CHANNEL_ERROR,
                "unexpected method in connection state " + (connection.isOpen() ? "running" : "starting"));
    }
}
