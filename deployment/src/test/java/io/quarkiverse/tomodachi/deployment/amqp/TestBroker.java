package io.quarkiverse.tomodachi.deployment.amqp;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The broker of the tests, behind a proxy that can cut connections: an embedded one, or that of the system property
 * {@code tomodachi.test.rabbitmq.uri}. One for the JVM; what is shared with the class loaders of applications stands in the
 * system
 * properties.
 */
public final class TestBroker {

    private static final String RABBITMQ = "tomodachi.test.rabbitmq.uri";
    private static final String EMBEDDED = "tomodachi.test.amqp.embedded-uri";
    private static final String PORT = "tomodachi.test.amqp.proxy-port";
    private static final String CUT = "tomodachi.test.amqp.cut";
    private static final String SEND = "tomodachi.test.amqp.send";
    private static final String FREEZE = "tomodachi.test.amqp.freeze";
    private static final String REFUSE = "tomodachi.test.amqp.refuse";
    private static final String TELL = "tomodachi.test.amqp.tell";
    private static final String UNACKNOWLEDGED = "tomodachi.test.amqp.unacknowledged";
    private static final String TIME_OUT = "tomodachi.test.amqp.time-out";
    private static final String WITHHOLD = "tomodachi.test.amqp.withhold";
    private static final String CONNECTIONS = "tomodachi.test.amqp.connections";

    private TestBroker() {
    }

    /** An application with these classes that uses the broker, with names of its own. */
    public static QuarkusUnitTest application(Class<?>... classes) {
        return configure(new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(classes)
                .addClasses(TestBroker.class, CuttableProxy.class, BrokerTest.class, RabbitMqControl.class)));
    }

    /** Lets the application use the broker, with names of its own. */
    public static QuarkusUnitTest configure(QuarkusUnitTest test) {
        start();
        String prefix = "test-" + UUID.randomUUID() + ".";
        return test.overrideConfigKey("quarkus.http.test-port", "0")
                .overrideConfigKey("rabbitmq-host", "127.0.0.1")
                .overrideConfigKey("rabbitmq-port", System.getProperty(PORT))
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.routing-key-prefix", prefix)
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-name-prefix", prefix)
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.retry-queues.prefix", prefix + "retry.")
                .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-ttl", "1M");
    }

    /** Where applications connect to. */
    public static String port() {
        start();
        return System.getProperty(PORT);
    }

    /** A connection past the proxy. */
    public static Connection connect() throws Exception {
        return connect(ConnectionFactory.DEFAULT_VHOST);
    }

    public static Connection connect(String virtualHost) throws Exception {
        start();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(uri());
        factory.setVirtualHost(virtualHost);
        return factory.newConnection("test");
    }

    /** Whether the broker is a RabbitMQ. */
    public static boolean isRabbitMq() {
        return System.getProperty(RABBITMQ) != null;
    }

    /**
     * How many messages of a queue consumers have and have not settled. That of a RabbitMQ can only be told with
     * {@link RabbitMqControl}, and is 0 without.
     */
    @SuppressWarnings("unchecked")
    public static int unacknowledged(String queue) {
        if (isRabbitMq()) {
            return RabbitMqControl.isGiven() ? RabbitMqControl.unacknowledged(queue) : 0;
        }
        return ((ToIntFunction<String>) System.getProperties().get(UNACKNOWLEDGED)).applyAsInt(queue);
    }

    /**
     * Has the embedded broker take back what consumers have of a quorum queue, as RabbitMQ does from 4.3 on after its consumer
     * timeout.
     */
    @SuppressWarnings("unchecked")
    public static void timeOutConsumers(String queue) {
        ((Consumer<String>) System.getProperties().get(TIME_OUT)).accept(queue);
    }

    /** Has the embedded broker take messages and confirm none of them, until told otherwise. */
    @SuppressWarnings("unchecked")
    public static void withholdConfirms(boolean withheld) {
        ((Consumer<Boolean>) System.getProperties().get(WITHHOLD)).accept(withheld);
    }

    public static void cutConnections() {
        ((Runnable) System.getProperties().get(CUT)).run();
    }

    /** Has the broker close the first channel of each connection, by an acknowledgement of what was never delivered. */
    @SuppressWarnings("unchecked")
    public static void closeFirstChannels() {
        ByteBuffer frame = ByteBuffer.allocate(21).put((byte) AMQP.FRAME_METHOD).putShort((short) 1).putInt(13)
                .putShort((short) 60).putShort((short) 80).putLong(1_000_000).put((byte) 0).put((byte) AMQP.FRAME_END);
        ((Consumer<byte[]>) System.getProperties().get(SEND)).accept(frame.array());
    }

    /** Lets nothing through in either direction until told otherwise. */
    @SuppressWarnings("unchecked")
    public static void freeze(boolean frozen) {
        ((Consumer<Boolean>) System.getProperties().get(FREEZE)).accept(frozen);
    }

    /** Lets no new connections in until told otherwise. */
    @SuppressWarnings("unchecked")
    public static void refuse(boolean refusing) {
        ((Consumer<Boolean>) System.getProperties().get(REFUSE)).accept(refusing);
    }

    /** Tells all applications that the broker takes no messages. */
    public static void block(String reason) {
        ByteBuffer arguments = ByteBuffer.allocate(1 + reason.length());
        arguments.put((byte) reason.length()).put(reason.getBytes(StandardCharsets.US_ASCII));
        tell(60, arguments.array());
    }

    public static void unblock() {
        tell(61, new byte[0]);
    }

    /** A method of the class "connection" in a frame of channel 0. */
    @SuppressWarnings("unchecked")
    private static void tell(int method, byte[] arguments) {
        ByteBuffer frame = ByteBuffer.allocate(12 + arguments.length);
        frame.put((byte) 1).putShort((short) 0).putInt(4 + arguments.length);
        frame.putShort((short) 10).putShort((short) method).put(arguments).put((byte) 0xCE);
        ((Consumer<byte[]>) System.getProperties().get(TELL)).accept(frame.array());
    }

    /** How many connections applications have. */
    public static int connections() {
        return ((IntSupplier) System.getProperties().get(CONNECTIONS)).getAsInt();
    }

    private static synchronized void start() {
        Properties shared = System.getProperties();
        if (shared.containsKey(PORT)) {
            return;
        }
        if (uri() == null) {
            AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start();
            shared.put(UNACKNOWLEDGED,
                    (ToIntFunction<String>) name -> broker.queue(name).map(QueueView::unacknowledged).orElse(0));
            shared.put(TIME_OUT, (Consumer<String>) name -> broker.faults().timeOutConsumers(name));
            shared.put(WITHHOLD, (Consumer<Boolean>) withheld -> withhold(broker, withheld));
            shared.setProperty(EMBEDDED, "amqp://guest:guest@127.0.0.1:" + broker.port());
        }
        URI uri = URI.create(uri());
        CuttableProxy proxy = new CuttableProxy(uri.getHost(), uri.getPort());
        shared.setProperty(PORT, Integer.toString(proxy.port()));
        shared.put(CUT, (Runnable) proxy::cut);
        shared.put(SEND, (Consumer<byte[]>) proxy::send);
        shared.put(FREEZE, (Consumer<Boolean>) proxy::freeze);
        shared.put(REFUSE, (Consumer<Boolean>) proxy::refuse);
        shared.put(TELL, (Consumer<byte[]>) proxy::tell);
        shared.put(CONNECTIONS, (IntSupplier) proxy::connections);
    }

    private static void withhold(AmqpBroker broker, boolean withheld) {
        if (withheld) {
            broker.faults().withholdConfirms();
        } else {
            broker.faults().releaseConfirms();
        }
    }

    private static String uri() {
        return System.getProperty(RABBITMQ, System.getProperty(EMBEDDED));
    }
}
