package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.deployment.amqp.CuttableProxy;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkus.test.QuarkusUnitTest;

/** Many handlers, each with a queue of its own, share a connection and the few threads that there are. */
class AmqpManyQueuesTest {

    private static final int QUEUES = 1_000;
    private static final int WORKERS = 12;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.configure(new QuarkusUnitTest().withApplicationRoot(root -> root
            .addClasses(TestBroker.class, CuttableProxy.class)
            .add(new ByteArrayAsset(compile()), "ManyQueues.class")))
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", Integer.toString(WORKERS));

    /** Of the broker in this process, by its port. */
    private static final String BROKER_THREAD = "tomodachi-amqp-[0-9]+";

    @Inject
    AmqpConsumers consumers;

    @Inject
    BrokerConnections connections;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.queue-name-prefix")
    String prefix;

    private static byte[] compile() {
        StringBuilder source = new StringBuilder("""
                import io.quarkiverse.tomodachi.*;
                @TomodachiService("many")
                public class ManyQueues {
                """);
        for (int number = 0; number < QUEUES; number++) {
            source.append(
                    "    @Amqp(value = \"%1$d\", queueName = \"%1$d\") void receive%1$d(int data) {}\n".formatted(number));
        }
        try {
            Path folder = Files.createTempDirectory("many-queues");
            Path file = Files.writeString(folder.resolve("ManyQueues.java"), source.append("}\n"));
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-parameters", "-proc:none", "-cp",
                    System.getProperty("java.class.path"), "-d", folder.toString(), file.toString());
            assertThat(code).isZero();
            return Files.readAllBytes(folder.resolve("ManyQueues.class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void share_a_connection_and_threads() throws Exception {
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            awaitConsumers(channel);
            // of all of them at once, so that what each needs of the workers is needed at the same time
            for (int number = 0; number < QUEUES; number++) {
                channel.basicPublish("amq.topic", prefix + number, null, Integer.toString(number).getBytes());
            }
            await().atMost(LIMIT).until(() -> IntStream.range(0, QUEUES).allMatch(number -> isEmpty(channel, number)));
            assertThat(TestBroker.connections()).isOne();
            assertThat(threads("executor-thread-")).hasSizeLessThanOrEqualTo(WORKERS);
            assertThat(threads("tomodachi-amqp-transport")).hasSizeLessThanOrEqualTo(16);
            assertThat(threads("tomodachi-amqp-control")).hasSizeLessThanOrEqualTo(32);
            assertThat(threads("tomodachi-amqp")).filteredOn(name -> !name.matches(BROKER_THREAD)).hasSizeLessThan(58);

            Connection lost = connections.consuming().open().get(10, TimeUnit.SECONDS);
            TestBroker.cutConnections();
            await().atMost(LIMIT).until(() -> connections.consuming().isOpen()
                    && connections.consuming().open().join() != lost && TestBroker.connections() == 1
                    && consumers.problems(Set.of()).isEmpty());
            awaitConsumers(channel);
        }
    }

    private void awaitConsumers(Channel channel) {
        await().atMost(LIMIT).untilAsserted(() -> {
            for (int number = 0; number < QUEUES; number++) {
                assertThat(channel.consumerCount(prefix + number)).isOne();
            }
        });
    }

    private boolean isEmpty(Channel channel, int number) {
        try {
            return channel.messageCount(prefix + number) == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that only waits for the times of others' tasks is none of the workers. */
    private static List<String> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith(prefix) && !name.endsWith("(scheduler)")).toList();
    }
}
