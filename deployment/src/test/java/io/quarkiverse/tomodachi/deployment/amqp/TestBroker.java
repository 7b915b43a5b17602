package io.quarkiverse.tomodachi.deployment.amqp;

import java.net.URI;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The broker of the tests, behind a proxy that can cut connections: an embedded one, or that of the system property
 * {@code tomodachi.test.amqp.uri}. One for the JVM; what is shared with the class loaders of applications stands in the system
 * properties.
 */
final class TestBroker {

    private static final String URI_PROPERTY = "tomodachi.test.amqp.uri";
    private static final String PORT = "tomodachi.test.amqp.proxy-port";
    private static final String CUT = "tomodachi.test.amqp.cut";
    private static final String FREEZE = "tomodachi.test.amqp.freeze";
    private static final String CONNECTIONS = "tomodachi.test.amqp.connections";

    private TestBroker() {
    }

    /** Lets the application use the broker, with names of its own. */
    static QuarkusUnitTest configure(QuarkusUnitTest test) {
        start();
        String prefix = "test-" + UUID.randomUUID() + ".";
        return test.overrideConfigKey("quarkus.http.test-port", "0")
                .overrideConfigKey("rabbitmq-host", "127.0.0.1")
                .overrideConfigKey("rabbitmq-port", System.getProperty(PORT))
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.routing-key-prefix", prefix)
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-name-prefix", prefix)
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-ttl", "1M");
    }

    /** A connection past the proxy. */
    static Connection connect() throws Exception {
        start();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(uri());
        return factory.newConnection("test");
    }

    static void cutConnections() {
        ((Runnable) System.getProperties().get(CUT)).run();
    }

    /** Lets nothing through in either direction until told otherwise. */
    @SuppressWarnings("unchecked")
    static void freeze(boolean frozen) {
        ((Consumer<Boolean>) System.getProperties().get(FREEZE)).accept(frozen);
    }

    /** How many connections applications have. */
    static int connections() {
        return ((IntSupplier) System.getProperties().get(CONNECTIONS)).getAsInt();
    }

    private static synchronized void start() {
        Properties shared = System.getProperties();
        if (shared.containsKey(PORT)) {
            return;
        }
        if (uri() == null) {
            AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start();
            shared.setProperty(URI_PROPERTY, "amqp://guest:guest@127.0.0.1:" + broker.port());
        }
        URI uri = URI.create(uri());
        CuttableProxy proxy = new CuttableProxy(uri.getHost(), uri.getPort());
        shared.setProperty(PORT, Integer.toString(proxy.port()));
        shared.put(CUT, (Runnable) proxy::cut);
        shared.put(FREEZE, (Consumer<Boolean>) proxy::freeze);
        shared.put(CONNECTIONS, (IntSupplier) proxy::connections);
    }

    private static String uri() {
        return System.getProperty(URI_PROPERTY);
    }
}
