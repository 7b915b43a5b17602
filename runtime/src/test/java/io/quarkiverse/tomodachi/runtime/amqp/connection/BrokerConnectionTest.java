package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;

/** Connections, also where nobody, or nobody who speaks AMQP, is. */
class BrokerConnectionTest {

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdownNow();
        // or it would log into other tests
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waitsForAsLongAsItIsTold() {
        BrokerConnection connection = connection(1, Duration.ofMillis(10));
        assertThat(connection.condition().state()).isEqualTo(State.UNUSED);
        long begin = System.nanoTime();

        assertThatExceptionOfType(BrokerUnavailableException.class)
                .isThrownBy(() -> connection.connect(Duration.ofMillis(300), true, () -> false))
                .withMessageContaining("No connection to the AMQP broker at 127.0.0.1:1: Connection refused");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(connection.condition().toString()).startsWith("no connection since ").endsWith(": Connection refused");
        assertThat(connection.condition().isWell()).isFalse();
    }

    @Test
    void waitsNoLongerThanTheApplicationLives() {
        BrokerConnection connection = connection(1, Duration.ofMillis(10));
        long begin = System.nanoTime();

        assertThatExceptionOfType(BrokerUnavailableException.class)
                .isThrownBy(() -> connection.connect(Duration.ofMinutes(5), true, () -> true))
                .withMessageContaining("No connection to the AMQP broker");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void failsWithTheFirstAttemptWhereToldSo() {
        for (Duration limit : List.of(Duration.ofMinutes(5), Duration.ZERO)) {
            BrokerConnection connection = connection(1, Duration.ofMinutes(4));

            assertThatExceptionOfType(BrokerUnavailableException.class)
                    .isThrownBy(() -> connection.connect(limit, limit.isZero(), () -> false))
                    .withMessageContaining("Connection refused");
        }
    }

    @Test
    void givesUpSomebodyWhoDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            BrokerClient impatient = client(Map.of("rabbitmq-host", "127.0.0.1", "rabbitmq-port",
                    Integer.toString(silent.getLocalPort()), "rabbitmq-handshake-timeout", "300"));
            BrokerConnection connection = new BrokerConnection(impatient, "test", executor,
                    new Backoff(Duration.ofMinutes(4), Duration.ofMinutes(4)));

            assertThatExceptionOfType(BrokerUnavailableException.class)
                    .isThrownBy(() -> connection.connect(Duration.ZERO, false, () -> false))
                    .withMessageContaining("no answer in time");
        }
    }

    @Test
    void endsAttemptsWhenItIsClosed() {
        BrokerConnection connection = connection(1, Duration.ofMillis(10));
        CompletableFuture<?> next = connection.open();

        connection.close();

        assertThat(next).isCompletedExceptionally();
        assertThat(connection.open()).isCompletedExceptionally();
        assertThat(connection.condition().state()).isEqualTo(State.CLOSED);
    }

    /** Though there is another one already: who uses the connection asks for it first. */
    @Test
    void namesTheBrokerThatWasLost() throws Exception {
        List<LogRecord> records = new CopyOnWriteArrayList<>();
        Handler handler = handler(records);
        LOGGER.addHandler(handler);
        try (AmqpBroker one = broker(); AmqpBroker other = broker()) {
            String addresses = "127.0.0.1:" + one.port() + ",127.0.0.1:" + other.port();
            BrokerConnection connection = new BrokerConnection(client(Map.of("rabbitmq-addresses", addresses)), "test",
                    executor, new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)));
            Connection first = connection.open().get(20, TimeUnit.SECONDS);
            int lost = first.getPort();
            int left = lost == one.port() ? other.port() : one.port();
            CompletableFuture<Connection> next = new CompletableFuture<>();
            first.createChannel().addShutdownListener(signal -> next.complete(connection.open().orTimeout(20,
                    TimeUnit.SECONDS).join()));
            (lost == one.port() ? one : other).stop();

            assertThat(next.get(20, TimeUnit.SECONDS).getPort()).isEqualTo(left);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(records).extracting(LogRecord::getMessage)
                    .anyMatch(text -> text.contains("AMQP broker at 127.0.0.1:" + lost + " was lost: "))
                    .anyMatch(text -> text.contains("AMQP broker at 127.0.0.1:" + left + " is open again")));
            connection.close();
        } finally {
            LOGGER.removeHandler(handler);
        }
    }

    private static AmqpBroker broker() {
        return AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start();
    }

    /** Or a consumer would wait for it for ever. */
    @Test
    void triesAgainWhenThereWasNoThreadForAnAttempt() throws Exception {
        AtomicBoolean scarce = new AtomicBoolean(true);
        ScheduledExecutorService threads = new ScheduledThreadPoolExecutor(1, task -> {
            if (scarce.get()) {
                throw new OutOfMemoryError("on purpose: no thread");
            }
            return new Thread(task);
        });
        try (AmqpBroker broker = broker()) {
            BrokerConnection connection = new BrokerConnection(client(broker.port()), "test", threads,
                    new Backoff(Duration.ofMillis(10), Duration.ofMillis(10)));
            CompletableFuture<Connection> first = connection.open();
            assertThat(first).isCompletedExceptionally();
            assertThat(connection.problem()).contains("on purpose: no thread");

            scarce.set(false);
            assertThat(connection.open().get(20, TimeUnit.SECONDS).isOpen()).isTrue();
            assertThat(broker.connections()).isOne();
            connection.close();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void goesOnWhereThereIsNoMemoryToTellOfIt() throws Exception {
        Map<String, Integer> told = new ConcurrentHashMap<>();
        Handler handler = handler(entry -> {
            String event = ((ExtLogRecord) entry).getMdc("event");
            if (told.merge(event, 1, Integer::sum) == 1) {
                throw new OutOfMemoryError("on purpose");
            }
        });
        LOGGER.addHandler(handler);
        try (AmqpBroker broker = broker()) {
            int port = broker.port();
            broker.stop();
            BrokerConnection connection = connection(port, Duration.ofMillis(10));
            CompletableFuture<Connection> opened = connection.open();
            await().until(() -> told.getOrDefault("connection-unavailable", 0) > 0);
            broker.start();

            assertThat(opened.get(20, TimeUnit.SECONDS).isOpen()).isTrue();
            assertThat(told).containsKey("connection-open");
            await().until(() -> broker.connections() == 1);
            connection.close();
        } finally {
            LOGGER.removeHandler(handler);
        }
    }

    @Test
    void isOpenWhateverThoseDoWhoWaitForIt() throws Exception {
        try (AmqpBroker broker = broker()) {
            BrokerConnection connection = connection(broker.port(), Duration.ofMillis(10));
            connection.whenOpened(() -> {
                throw new OutOfMemoryError("on purpose");
            });
            Semaphore told = new Semaphore(0);
            connection.whenOpened(told::release);
            for (int time = 0; time < 2; time++) {
                Connection open = connection.open().get(20, TimeUnit.SECONDS);
                assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                // whatever was still to be done by who opened it
                executor.submit(() -> {
                }).get(20, TimeUnit.SECONDS);
                assertThat(connection.condition().state()).isEqualTo(State.OPEN);
                assertThat(connection.isOpen()).isTrue();
                broker.closeConnections();
                await().atMost(Duration.ofSeconds(20)).until(() -> !open.isOpen());
            }
            connection.close();
        }
    }

    @Test
    void tellsEachReasonOnce() {
        List<LogRecord> records = new ArrayList<>();
        Handler handler = handler(records);
        LOGGER.addHandler(handler);
        try {
            BrokerClient client = client(1);
            Outage outage = new Outage(new ConnectionLog("test", client));
            for (int attempt = 0; attempt < 100; attempt++) {
                String reason = attempt % 2 == 0 ? "refused" : "no answer in time";
                outage.failed(client.unavailable(new TimeoutException()), reason, 10);
            }
            outage.ended(true);
        } finally {
            LOGGER.removeHandler(handler);
        }
        assertThat(records).filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()).hasSize(2);
        assertThat(records).filteredOn(entry -> entry.getLevel().equals(Level.INFO)).hasSize(1);
    }

    private static Handler handler(List<LogRecord> records) {
        return handler(records::add);
    }

    private static Handler handler(Consumer<LogRecord> records) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.accept(entry);
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private BrokerConnection connection(int port, Duration delay) {
        return new BrokerConnection(client(port), "test", executor, new Backoff(delay, delay));
    }

    private BrokerClient client(int port) {
        return TestConnections.client(port, executor);
    }

    private BrokerClient client(Map<String, String> properties) {
        return TestConnections.client(properties, executor);
    }
}
