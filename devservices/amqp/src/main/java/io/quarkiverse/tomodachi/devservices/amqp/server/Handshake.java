package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ConnectionMethods.Open;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ConnectionMethods.StartOk;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ConnectionMethods.TuneOk;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;

/** Agrees with a client on who it is, on limits and on a virtual host. */
final class Handshake {

    /** The version of RabbitMQ whose behaviour this broker has: clients decide by it what they can ask for. */
    private static final String MODEL_VERSION = "3.10.8";

    private static final String CAPABILITIES = "capabilities";
    private static final String AUTHENTICATION_FAILURE_CLOSE = "authentication_failure_close";

    private final Connection connection;
    private final BrokerState broker;
    private MethodId expected = MethodId.CONNECTION_START_OK;
    private FieldTable clientCapabilities = FieldTable.EMPTY;
    private String connectionName = "";
    private String user;
    private int channelMax;
    private int frameMax = Frame.MIN_SIZE;
    private VirtualHost virtualHost;

    Handshake(Connection connection, BrokerState broker) {
        this.connection = connection;
        this.broker = broker;
    }

    /** The name the client gave its connection, empty for none. */
    String connectionName() {
        return connectionName;
    }

    String user() {
        return user;
    }

    int channelMax() {
        return channelMax;
    }

    int frameMax() {
        return frameMax;
    }

    /** The virtual host the client has opened, null before. */
    VirtualHost virtualHost() {
        return virtualHost;
    }

    boolean clientCan(String capability) {
        return clientCapabilities.isTrue(capability);
    }

    void start() {
        connection.send(0, MethodId.CONNECTION_START, arguments -> arguments.octet(0).octet(9)
                .table(serverProperties())
                .longString(LongString.of(Credentials.MECHANISMS))
                .longString(LongString.of("en_US")));
    }

    void handle(MethodCall call) {
        if (call.id() != expected) {
            throw new AmqpException(ReplyCode.CHANNEL_ERROR,
                    "unexpected method in connection state " + (expected == null ? "running" : "starting"));
        }
        switch (call.id()) {
            case CONNECTION_START_OK -> startOk(call.read(StartOk::read));
            case CONNECTION_TUNE_OK -> tuneOk(call.read(TuneOk::read));
            default -> open(call.read(Open::read));
        }
    }

    private void startOk(StartOk answer) {
        answer.clientProperties().get(CAPABILITIES).ifPresent(value -> {
            if (value.value() instanceof FieldTable capabilities) {
                clientCapabilities = capabilities;
            }
        });
        connectionName = answer.clientProperties().text("connection_name").orElse("");
        Optional<String> authenticated = broker.settings().credentials().authenticate(answer.mechanism(), answer.response());
        if (authenticated.isEmpty()) {
            refuse(answer.mechanism());
            return;
        }
        user = authenticated.get();
        expected = MethodId.CONNECTION_TUNE_OK;
        Settings settings = broker.settings();
        connection.send(0, MethodId.CONNECTION_TUNE, arguments -> arguments.shortInt(settings.channelMax())
                .longInt(settings.frameMax()).shortInt(settings.heartbeatSeconds()));
    }

    private void refuse(String mechanism) {
        if (!clientCan(AUTHENTICATION_FAILURE_CLOSE)) {
            // The specification of old: a client that does not know better is told by a closed socket
            connection.cut();
            return;
        }
        throw AmqpException.onConnection(ReplyCode.ACCESS_REFUSED, "Login was refused using authentication mechanism "
                + mechanism + ". For details see the broker logfile.");
    }

    private void tuneOk(TuneOk answer) {
        channelMax = (int) agreed("channel_max", answer.channelMax(), 1, broker.settings().channelMax());
        frameMax = (int) agreed("frame_max", answer.frameMax(), Frame.MIN_SIZE, broker.settings().frameMax());
        expected = MethodId.CONNECTION_OPEN;
        connection.tuned(answer.heartbeat());
    }

    private static long agreed(String limit, long wanted, int min, int max) {
        if (wanted == 0) {
            throw new AmqpException(ReplyCode.NOT_ALLOWED, "negotiated " + limit
                    + " = 0 (no limit) is higher than the maximum allowed value (" + max + ")");
        }
        if (wanted > max) {
            throw new AmqpException(ReplyCode.NOT_ALLOWED, "negotiated " + limit + " = " + wanted
                    + " is higher than the maximum allowed value (" + max + ")");
        }
        if (wanted < min) {
            throw new AmqpException(ReplyCode.NOT_ALLOWED, "negotiated " + limit + " = " + wanted
                    + " is lower than the minimum allowed value (" + min + ")");
        }
        return wanted;
    }

    private void open(Open request) {
        virtualHost = broker.virtualHost(request.virtualHost()).orElseThrow(
                () -> new AmqpException(ReplyCode.NOT_ALLOWED, "vhost " + request.virtualHost() + " not found"));
        expected = null;
        connection.opened();
        connection.send(0, MethodId.CONNECTION_OPEN_OK, arguments -> arguments.shortString(""));
    }

    private static FieldTable serverProperties() {
        Map<String, FieldValue> capabilities = new LinkedHashMap<>();
        for (String capability : new String[] { "publisher_confirms", "exchange_exchange_bindings", "basic.nack",
                "consumer_cancel_notify", "connection.blocked", "consumer_priorities", AUTHENTICATION_FAILURE_CLOSE,
                "per_consumer_qos", "direct_reply_to" }) {
            capabilities.put(capability, FieldValue.of(true));
        }
        Map<String, FieldValue> properties = new LinkedHashMap<>();
        properties.put(CAPABILITIES, FieldValue.of(new FieldTable(capabilities)));
        properties.put("product", FieldValue.of("tomodachi-amqp"));
        properties.put("version", FieldValue.of(MODEL_VERSION));
        properties.put("cluster_name", FieldValue.of("tomodachi-amqp@localhost"));
        properties.put("platform", FieldValue.of("Java " + Runtime.version().feature()));
        properties.put("information", FieldValue.of("An in-memory AMQP 0-9-1 broker for development and tests"));
        return new FieldTable(properties);
    }
}
