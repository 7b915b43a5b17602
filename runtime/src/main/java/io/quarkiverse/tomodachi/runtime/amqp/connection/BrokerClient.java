package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;
import io.quarkus.tls.TlsConfigurationRegistry;

/** Opens connections with the settings of the application, and knows what to say when there is none. */
final class BrokerClient {

    private static final int RPC_MILLIS = 15_000;
    /**
     * For how long, with a thread for each lost connection, the client has each of its channels wait for a thread to tell its
     * consumer of the end. Ours watch their channels themselves.
     */
    private static final int SHUTDOWN_MILLIS = 1_000;
    private static final long DEFAULT_HEARTBEAT_SECONDS = 20;
    private static final long MAX_HEARTBEAT_SECONDS = 65_535;

    private final BrokerSettings settings;
    private final BrokerCredentials credentials;
    private final ConnectionFactory factory;

    /** @throws IllegalStateException if settings make no sense */
    BrokerClient(BrokerSettings settings, AmqpConnectionConfig config, TlsConfigurationRegistry tls,
            ExecutorService executor) {
        this(new UnflushedFrames.Factory(), settings, config, tls, executor);
    }

    /** @param factory what has no setting stays as it is there */
    BrokerClient(ConnectionFactory factory, BrokerSettings settings, AmqpConnectionConfig config,
            TlsConfigurationRegistry tls, ExecutorService executor) {
        this.settings = settings;
        this.credentials = BrokerCredentials.of(settings, config);
        this.factory = set(factory, settings, heartbeat(settings, config), executor);
        credentials.apply(factory);
        if (settings.tls()) {
            new BrokerTls(settings.attributes(), tls).apply(factory);
        }
    }

    private static int heartbeat(BrokerSettings settings, AmqpConnectionConfig config) {
        if (config.heartbeat().isEmpty() && settings.heartbeatSeconds().isPresent()) {
            return settings.heartbeatSeconds().get();
        }
        Duration heartbeat = config.heartbeat().orElse(Duration.ofSeconds(DEFAULT_HEARTBEAT_SECONDS));
        if (heartbeat.isNegative() || heartbeat.toSeconds() > MAX_HEARTBEAT_SECONDS
                || heartbeat.toSeconds() == 0 && !heartbeat.isZero()) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.heartbeat is " + heartbeat
                    + "; set it to 0 for none, or from 1 to " + MAX_HEARTBEAT_SECONDS + " seconds");
        }
        return (int) heartbeat.toSeconds();
    }

    private static ConnectionFactory set(ConnectionFactory factory, BrokerSettings settings, int heartbeat,
            ExecutorService executor) {
        factory.setVirtualHost(settings.virtualHost());
        factory.setRequestedHeartbeat(heartbeat);
        settings.channelMax().ifPresent(factory::setRequestedChannelMax);
        factory.setConnectionTimeout(settings.connectTimeoutMillis());
        factory.setHandshakeTimeout(settings.handshakeTimeoutMillis());
        factory.setChannelRpcTimeout(RPC_MILLIS);
        factory.setShutdownTimeout(SHUTDOWN_MILLIS);
        // what is larger than the client's limit would end the connection, be delivered again, and so on; the broker has its own
        factory.setMaxInboundMessageBodySize(Integer.MAX_VALUE);
        // the client's own recovery cannot replace a queue that was deleted while the connection stayed
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setSharedExecutor(executor);
        factory.setThreadFactory(new DaemonThreads("tomodachi-amqp"));
        return factory;
    }

    /** Opens a connection to any of the addresses; {@code name} is what the broker's management shows. */
    Connection connect(String name) throws IOException, TimeoutException {
        credentials.renew();
        try {
            return factory.newConnection(settings.shuffled(), name);
        } catch (RuntimeException e) {
            throw new IOException(BrokerFailures.reason(e), e);
        }
    }

    /** Renews no credentials any more. */
    void close() {
        credentials.close();
    }

    /** Whether nothing can change before somebody configures something. */
    boolean isHopeless(Throwable failure) {
        return BrokerFailures.isRefusal(failure) && !credentials.isProvided()
                || !settings.configured() && isNobodyThere(failure);
    }

    /** What went wrong and what to set. */
    BrokerUnavailableException unavailable(Throwable failure) {
        String problem = "No connection to the AMQP broker at " + settings + ": " + BrokerFailures.reason(failure) + ". ";
        return new BrokerUnavailableException(problem + advice(failure), failure);
    }

    private String advice(Throwable failure) {
        if (BrokerFailures.isRefusal(failure)) {
            return "The broker refuses " + credentials + " or the virtual host '" + settings.virtualHost() + "'; check "
                    + credentials.origin() + " and rabbitmq-virtual-host";
        }
        if (BrokerFailures.isTls(failure) || settings.tls() && !isNobodyThere(failure)) {
            return "Check that the broker speaks TLS at this port, that its certificate is for this host, that"
                    + " quarkus.tls.trust-store.*, those of rabbitmq-tls-configuration-name, or rabbitmq-trust-store-path name"
                    + " who signed it, and that it accepts the application's certificate if it wants one";
        }
        if (!settings.configured()) {
            return "No broker is configured, so this address is a guess; set rabbitmq-host and rabbitmq-port (or"
                    + " rabbitmq-addresses), rabbitmq-username and rabbitmq-password";
        }
        return "Check that the broker runs and that rabbitmq-host and rabbitmq-port (or rabbitmq-addresses) say where";
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    private static boolean isNobodyThere(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof UnknownHostException;
    }
}
