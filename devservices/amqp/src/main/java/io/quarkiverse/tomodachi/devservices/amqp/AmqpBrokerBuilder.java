package io.quarkiverse.tomodachi.devservices.amqp;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.tomodachi.devservices.amqp.server.Credentials;
import io.quarkiverse.tomodachi.devservices.amqp.server.Settings;

/** The settings of a broker to be, see {@link AmqpBroker#builder()}. */
public final class AmqpBrokerBuilder {

    private static final int MAX_SHORT = 65_535;
    private static final int MIN_FRAME = 4096;
    private static final long LARGEST_MESSAGE = 512L * 1024 * 1024;

    private final Set<String> virtualHosts = new LinkedHashSet<>(List.of("/"));
    private String host = "127.0.0.1";
    private int port;
    private String user = "guest";
    private String password = "guest";
    private int channelMax = 2047;
    private int frameMax = 131_072;
    private int heartbeatSeconds = 60;
    private long consumerTimeoutMillis = Duration.ofMinutes(30).toMillis();
    private long maxMessageSize = 16L * 1024 * 1024;
    private long memoryLimit = Runtime.getRuntime().maxMemory() / 5 * 2;

    AmqpBrokerBuilder() {
    }

    /** The host name or address to listen on; 127.0.0.1 unless set. */
    public AmqpBrokerBuilder host(String newHost) {
        this.host = Objects.requireNonNull(newHost, "host");
        return this;
    }

    /**
     * The TCP port to listen on; 0, the default, takes a free one.
     *
     * @throws IllegalArgumentException when it is not between 0 and 65535
     */
    public AmqpBrokerBuilder port(int newPort) {
        this.port = (int) within("port", newPort, 0, MAX_SHORT);
        return this;
    }

    /** The user who may log in; guest with password guest unless set. */
    public AmqpBrokerBuilder credentials(String newUser, String newPassword) {
        this.user = Objects.requireNonNull(newUser, "user");
        this.password = Objects.requireNonNull(newPassword, "password");
        return this;
    }

    /** Adds a virtual host beside "/", which is always there. */
    public AmqpBrokerBuilder virtualHost(String name) {
        virtualHosts.add(Objects.requireNonNull(name, "name"));
        return this;
    }

    /**
     * How many channels a connection may have at most; 2047 unless set.
     *
     * @throws IllegalArgumentException when it is not between 1 and 65535
     */
    public AmqpBrokerBuilder channelMax(int channels) {
        this.channelMax = (int) within("number of channels", channels, 1, MAX_SHORT);
        return this;
    }

    /**
     * The largest frame, in octets; 131072 unless set.
     *
     * @throws IllegalArgumentException when it is smaller than 4096, which the protocol demands
     */
    public AmqpBrokerBuilder frameMax(int octets) {
        this.frameMax = (int) within("size of frames", octets, MIN_FRAME, Integer.MAX_VALUE);
        return this;
    }

    /**
     * The interval of heartbeats that is proposed to clients, in whole seconds, zero for none; 60 seconds unless set. What a
     * client asks for counts.
     *
     * @throws IllegalArgumentException when it is negative or longer than 65535 seconds
     */
    public AmqpBrokerBuilder heartbeat(Duration interval) {
        this.heartbeatSeconds = (int) within("heartbeat interval in seconds", interval.toSeconds(), 0, MAX_SHORT);
        return this;
    }

    /**
     * How long a client may leave a message unacknowledged before its channel is closed with 406, zero for any time; 30 minutes
     * unless set.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public AmqpBrokerBuilder consumerTimeout(Duration timeout) {
        this.consumerTimeoutMillis = within("consumer timeout in milliseconds", timeout.toMillis(), 0, Long.MAX_VALUE);
        return this;
    }

    /**
     * How many octets the body of a message may have, as {@code max_message_size} of RabbitMQ; 16 MiB unless set, which is the
     * default since RabbitMQ 4.0.
     *
     * @throws IllegalArgumentException when it is not between 1 and 512 MiB
     */
    public AmqpBrokerBuilder maxMessageSize(long octets) {
        this.maxMessageSize = within("size of messages", octets, 1, LARGEST_MESSAGE);
        return this;
    }

    /**
     * How many octets messages may take, in queues, in transactions and on their way to slow clients, before publishers have to
     * wait (connection.blocked) until consumers have taken a tenth of them; two fifths of the JVM's heap unless set.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public AmqpBrokerBuilder memoryLimit(long octets) {
        this.memoryLimit = within("number of octets", octets, 1, Long.MAX_VALUE);
        return this;
    }

    /** A broker that is not running yet. Changes of this builder do not reach it. */
    public AmqpBroker build() {
        return new AmqpBroker(host, port, new Settings(new Credentials(user, password), List.copyOf(virtualHosts), channelMax,
                frameMax, heartbeatSeconds, consumerTimeoutMillis, maxMessageSize, memoryLimit));
    }

    private static long within(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("Not a " + what + ": " + value);
        }
        return value;
    }
}
