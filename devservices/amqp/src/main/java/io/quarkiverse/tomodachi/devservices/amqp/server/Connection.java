package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FrameEncoder;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;

/** A client's connection: takes its frames apart, speaks for class connection and ends it on errors. */
public final class Connection implements Transport.Peer {

    /** How long a client may take from connecting until it has opened a virtual host, in milliseconds. */
    private static final long HANDSHAKE_MILLIS = 10_000;

    /** How long we wait for the answer to our connection.close, in milliseconds. */
    private static final long CLOSE_MILLIS = 5_000;

    private final Transport transport;
    private final BrokerState broker;
    private final Intake intake;
    private final Handshake handshake;
    private final ConnectionOperations operations;
    private final Heartbeats heartbeats;
    private final Channels channels;
    private final long id;
    private ConnectionState state = ConnectionState.HANDSHAKE;
    private boolean silenced;

    Connection(Transport transport, BrokerState broker, long id) {
        this.id = id;
        this.transport = transport;
        this.broker = broker;
        this.intake = new Intake(this, transport, broker.alarm());
        this.handshake = new Handshake(this, broker);
        this.operations = new ConnectionOperations(this, handshake);
        this.heartbeats = new Heartbeats(this, transport, broker.timers());
        this.channels = new Channels(this, broker);
        transport.serve(this);
        broker.timers().schedule(HANDSHAKE_MILLIS, () -> {
            if (state == ConnectionState.HANDSHAKE && !silenced) {
                cut();
            }
        });
    }

    @Override
    public void received(ByteBuffer octets) {
        if (silenced) {
            return;
        }
        heartbeats.received();
        intake.take(octets);
        channels.confirm();
    }

    @Override
    public void drained() {
        channels.dispatch();
    }

    @Override
    public void waiting(long octets) {
        broker.memory().add(octets);
    }

    @Override
    public void closed() {
        if (!silenced || virtualHost() == null) {
            forget();
        }
    }

    private void forget() {
        state = ConnectionState.CLOSED;
        heartbeats.stop();
        release();
        broker.closed(this);
    }

    boolean isOpen() {
        return state == ConnectionState.OPEN;
    }

    boolean isClosed() {
        return state == ConnectionState.CLOSED;
    }

    public long id() {
        return id;
    }

    public String name() {
        return handshake.connectionName();
    }

    public boolean isBlocked() {
        return intake.isBlocked();
    }

    public boolean isSilenced() {
        return silenced;
    }

    Intake intake() {
        return intake;
    }

    public List<Channel> channels() {
        return channels.open();
    }

    boolean acceptsDeliveries() {
        return state == ConnectionState.OPEN && (silenced || transport.writable());
    }

    public String user() {
        return handshake.user();
    }

    public VirtualHost virtualHost() {
        return handshake.virtualHost();
    }

    boolean clientCan(String capability) {
        return handshake.clientCan(capability);
    }

    int channelMax() {
        return handshake.channelMax();
    }

    void opened() {
        state = ConnectionState.OPEN;
    }

    void tuned(int heartbeatSeconds) {
        intake.limitFrames(handshake.frameMax());
        heartbeats.start(heartbeatSeconds);
    }

    void send(int channel, MethodId method, Consumer<WireWriter> arguments) {
        send(List.of(FrameEncoder.method(channel, method, arguments)));
    }

    void sendContent(int channel, MethodId method, Consumer<WireWriter> arguments, Content content) {
        send(FrameEncoder.content(channel, method, arguments, content, handshake.frameMax()));
    }

    void sendHeartbeat() {
        send(List.of(FrameEncoder.heartbeat()));
    }

    private void send(List<ByteBuffer> frames) {
        if (!silenced) {
            transport.send(frames);
            heartbeats.sent();
        }
    }

    /** Ends the connection without a word. */
    public void cut() {
        silenced = false;
        if (transport.isClosed()) {
            forget();
        } else {
            transport.abort();
        }
    }

    /** Hears and says nothing any more. */
    public void silence() {
        silenced = true;
    }

    /** The client was not heard of for too long. One that is silenced does not learn of it. */
    void unheard() {
        if (silenced) {
            forget();
        } else {
            cut();
        }
    }

    public void closeChannel(int number, AmqpException error) {
        channels.close(number, error, null);
    }

    void announceShutdown() {
        if (isOpen()) {
            close(new AmqpException(ReplyCode.CONNECTION_FORCED, "broker forced connection closure with reason 'shutdown'"),
                    null);
        }
        transport.flush();
        transport.abort();
    }

    /** The client told the protocol it speaks. */
    void greeted(boolean supported) {
        if (supported) {
            handshake.start();
            return;
        }
        send(List.of(ProtocolHeader.ours()));
        state = ConnectionState.CLOSED;
        transport.end();
    }

    void handle(Frame frame) {
        MethodId method = channels.methodAwaitingContent(frame.channel());
        boolean awaited = method != null;
        try {
            frame.requireKnown();
            if (frame.type() == Frame.HEARTBEAT) {
                return;
            }
            MethodCall call = frame.type() == Frame.METHOD ? frame.method() : null;
            method = call == null || awaited ? method : call.id();
            if (state == ConnectionState.CLOSING) {
                operations.awaitCloseOk(call);
            } else if (frame.channel() == 0) {
                operations.handle(call);
            } else if (state != ConnectionState.OPEN) {
                throw new AmqpException(ReplyCode.CHANNEL_ERROR, "the connection is not open yet");
            } else {
                channels.handle(frame, call);
            }
        } catch (AmqpException e) {
            fail(e, frame.channel(), method);
        } catch (RuntimeException e) {
            log().log(Level.ERROR, "Unexpected error in the AMQP broker", e);
            close(new AmqpException(ReplyCode.INTERNAL_ERROR, e.toString()), method);
        }
    }

    void closedByClient() {
        release();
        state = ConnectionState.CLOSING;
        send(0, MethodId.CONNECTION_CLOSE_OK, arguments -> {
        });
        finish();
    }

    private void fail(AmqpException error, int channel, MethodId method) {
        if (error.closesConnection() || channel == 0) {
            close(error, method);
        } else {
            channels.close(channel, error, method);
        }
    }

    /** Ends the connection with an error, which the client is told. */
    public void close(AmqpException error, MethodId method) {
        if (state == ConnectionState.CLOSING || state == ConnectionState.CLOSED) {
            finish();
            return;
        }
        log().log(Level.DEBUG, "Closing an AMQP connection: {0}", error.getMessage());
        boolean named = method != null && error.namesMethod();
        state = ConnectionState.CLOSING;
        release();
        send(0, MethodId.CONNECTION_CLOSE, arguments -> arguments.shortInt(error.code().code())
                .shortString(error.getMessage())
                .shortInt(named ? method.classId() : 0)
                .shortInt(named ? method.methodId() : 0));
        broker.timers().schedule(CLOSE_MILLIS, transport::abort);
    }

    /** Says nothing more. */
    void finish() {
        state = ConnectionState.CLOSED;
        heartbeats.stop();
        transport.end();
    }

    /** Gives back everything the client holds. */
    private void release() {
        if (state == ConnectionState.OPEN) {
            state = ConnectionState.CLOSING;
        }
        channels.release();
        if (virtualHost() != null) {
            virtualHost().disconnected(this);
        }
    }

    /** Looked up where it is needed, as setting up logging takes longer than starting the broker. */
    private static Logger log() {
        return System.getLogger(Connection.class.getName());
    }
}
