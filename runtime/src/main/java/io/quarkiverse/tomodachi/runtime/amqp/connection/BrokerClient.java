package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLContext;

import org.jboss.logging.Logger;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;

/** Opens connections with the settings of the application, and knows what to say when there is none. */
final class BrokerClient {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final int CONNECT_MILLIS = 10_000;
    private static final int RPC_MILLIS = 15_000;
    private static final int SHUTDOWN_MILLIS = 5_000;

    private final BrokerSettings settings;
    private final ConnectionFactory factory;

    BrokerClient(BrokerSettings settings, AmqpConnectionConfig config, ExecutorService executor) {
        this.settings = settings;
        this.factory = factory(settings, config, executor);
    }

    private static ConnectionFactory factory(BrokerSettings settings, AmqpConnectionConfig config,
            ExecutorService executor) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUsername(settings.username());
        factory.setPassword(settings.password());
        factory.setVirtualHost(settings.virtualHost());
        factory.setRequestedHeartbeat(Math.toIntExact(config.heartbeat().toSeconds()));
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setChannelRpcTimeout(RPC_MILLIS);
        factory.setShutdownTimeout(SHUTDOWN_MILLIS);
        // the client's own recovery cannot replace a queue that was deleted while the connection stayed
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setSharedExecutor(executor);
        factory.setThreadFactory(task -> {
            Thread thread = new Thread(task, "tomodachi-amqp");
            thread.setDaemon(true);
            return thread;
        });
        factory.setExceptionHandler(new ForgivingExceptionHandler() {
            @Override
            protected void log(String message, Throwable failure) {
                LOG.debug(message, failure);
            }
        });
        if (settings.ssl()) {
            useTls(factory);
        }
        return factory;
    }

    private static void useTls(ConnectionFactory factory) {
        try {
            factory.useSslProtocol(SSLContext.getDefault());
            factory.enableHostnameVerification();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is not available for the connection to the AMQP broker", e);
        }
    }

    /** Opens a connection; {@code name} is what the broker's management shows. */
    Connection connect(String name) throws IOException, TimeoutException {
        return factory.newConnection(settings.addresses(), name);
    }

    /** Whether nothing can change before somebody configures something. */
    boolean isHopeless(Throwable failure) {
        return BrokerFailures.isRefusal(failure) || !settings.configured() && isNobodyThere(failure);
    }

    /** What went wrong and what to set. */
    BrokerUnavailableException unavailable(Throwable failure) {
        String problem = "No connection to the AMQP broker at " + settings + ": " + BrokerFailures.reason(failure) + ". ";
        if (BrokerFailures.isRefusal(failure)) {
            return new BrokerUnavailableException(problem + "The broker refuses user '" + settings.username()
                    + "' or the virtual host '" + settings.virtualHost()
                    + "'; check rabbitmq-username, rabbitmq-password and rabbitmq-virtual-host", failure);
        }
        if (!settings.configured()) {
            return new BrokerUnavailableException(problem + "No broker is configured, so this address is a guess; set"
                    + " rabbitmq-host and rabbitmq-port (or rabbitmq-addresses), rabbitmq-username and rabbitmq-password",
                    failure);
        }
        return new BrokerUnavailableException(problem + "Check that the broker runs and that rabbitmq-host and rabbitmq-port"
                + " (or rabbitmq-addresses) say where", failure);
    }

    @Override
    public String toString() {
        return settings.toString();
    }

    private static boolean isNobodyThere(Throwable failure) {
        return failure instanceof ConnectException || failure instanceof UnknownHostException;
    }
}
