package io.quarkiverse.tomodachi.deployment.metrics;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.message.Enveloped;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** The values of what is measured of calls and messages, not only that something is. */
class MessageMetricsTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String HANDLER = "handler=\"" + Shop.class.getName() + "#";
    private static final String DURATION = "tomodachi_handler_duration_seconds";
    private static final String OUTCOMES = "tomodachi_message_outcomes_total";
    private static final String AGE = "tomodachi_message_age_seconds";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Shop.class, Enveloped.class, Untold.class)
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())));

    @Inject
    Shop shop;

    @TestHTTPResource("/held")
    URI held;

    private static List<String> series(String name, String... labels) {
        String text = when().get("/q/metrics").then().statusCode(200).extract().asString();
        return text.lines().filter(line -> line.startsWith(name + "{"))
                .filter(line -> List.of(labels).stream().allMatch(line::contains)).toList();
    }

    private static double value(String name, String... labels) {
        List<String> found = series(name, labels);
        assertThat(found).as("series of " + name).hasSizeLessThan(2);
        return found.isEmpty() ? Double.NaN : Double.parseDouble(found.get(0).replaceFirst(".* ", ""));
    }

    private static void awaitValue(double expected, String name, String... labels) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(value(name, labels)).isEqualTo(expected));
    }

    private void publish(String key, BasicProperties properties, String message) throws Exception {
        channel.basicPublish("amq.topic", prefix + key, properties, message.getBytes());
    }

    @Test
    void countsCallsWhileTheyRunAndMeasuresThem() throws Exception {
        String handler = HANDLER + "held()\"";
        long before = System.nanoTime();
        CompletableFuture<HttpResponse<String>> request = HttpClient.newHttpClient()
                .sendAsync(HttpRequest.newBuilder(held).build(), BodyHandlers.ofString());
        awaitValue(1, "tomodachi_handler_active", handler, "transport=\"http\"", "trigger=\"/held\"");
        assertThat(value(DURATION + "_count", handler, "outcome=\"success\"")).as("before it has ended").isZero();
        shop.release.countDown();
        assertThat(request.get().body()).isEqualTo("released");

        awaitValue(0, "tomodachi_handler_active", handler);
        awaitValue(1, DURATION + "_count", handler, "outcome=\"success\"");
        assertThat(value(DURATION + "_sum", handler, "outcome=\"success\"")).isBetween(shop.nanos.get() / 1e9,
                (System.nanoTime() - before) / 1e9);
    }

    @Test
    void measuresTheAgeOfMessagesWhosePublisherGaveATime() throws Exception {
        String handler = HANDLER + "aged(String)\"";
        publish("aged", null, Enveloped.of("without a time"));
        await().atMost(LIMIT).until(() -> shop.aged.get() == 1);
        awaitValue(1, OUTCOMES, handler, "outcome=\"acknowledged\"");
        assertThat(series(AGE + "_count", handler)).isEmpty();

        Instant sent = Instant.now().minus(Duration.ofHours(1));
        publish("aged", new BasicProperties.Builder().timestamp(Date.from(sent)).build(), Enveloped.of("an hour old"));
        awaitValue(2, OUTCOMES, handler, "outcome=\"acknowledged\"");
        assertThat(value(AGE + "_count", handler)).isEqualTo(1);
        // the time has whole seconds
        assertThat(value(AGE + "_sum", handler)).isBetween(3600.0, Duration.between(sent, Instant.now()).toSeconds() + 2.0);
    }

    @Test
    void countsWhatBecomesOfMessages() throws Exception {
        publish("dead", null, Enveloped.of("x"));
        awaitValue(1, OUTCOMES, HANDLER + "dead(String)\"", "outcome=\"dead-lettered\"");
        publish("discarded", null, Enveloped.of("x"));
        publish("discarded", null, Enveloped.of("y"));
        awaitValue(2, OUTCOMES, HANDLER + "discarded(String)\"", "outcome=\"discarded\"");
        assertThat(value(OUTCOMES, HANDLER + "discarded(String)\"", "outcome=\"dead-lettered\"")).isZero();

        String copy = Enveloped.of("copy");
        for (int i = 0; i < 3; i++) {
            publish("copied", null, copy);
        }
        awaitValue(2, OUTCOMES, HANDLER + "copied(String)\"", "outcome=\"duplicate\"");
        awaitValue(1, OUTCOMES, HANDLER + "copied(String)\"", "outcome=\"acknowledged\"");
        awaitValue(1, DURATION + "_count", HANDLER + "copied(String)\"", "outcome=\"success\"");
    }

    @Test
    void countsPublishesThatFail() {
        String[] labels = { "transport=\"amqp\"", "destination=\"amq.topic\"", "outcome=\"failure\"" };
        assertThat(shop.amqp.publish("x", "nowhere").subscribeAsCompletionStage()).failsWithin(LIMIT);
        awaitValue(1, "tomodachi_publish_duration_seconds_count", labels);
        assertThat(value("tomodachi_publish_duration_seconds_sum", labels)).isPositive();

        assertThat(shop.amqp.publish(new Untold(), "nowhere").subscribeAsCompletionStage()).failsWithin(LIMIT)
                .withThrowableThat().havingRootCause().isInstanceOf(NoClassDefFoundError.class);
        assertThat(value("tomodachi_publish_duration_seconds_count", labels)).isEqualTo(2);
    }

    @Test
    void measuresMethodsOfTheLifeCycle() {
        awaitValue(1, DURATION + "_count", HANDLER + "started()\"", "transport=\"lifecycle\"", "outcome=\"success\"");
    }

    public static class Untold {

        public String getText() {
            throw new NoClassDefFoundError("on purpose");
        }
    }

    @TomodachiService(value = "shop", envelope = JsonEnvelope.class)
    static class Shop {

        final CountDownLatch release = new CountDownLatch(1);
        final AtomicLong nanos = new AtomicLong();
        final AtomicInteger aged = new AtomicInteger();

        @Inject
        AmqpPublisher amqp;

        @StartedService
        void started() {
        }

        @Http.Get("/held")
        String held() throws InterruptedException {
            long began = System.nanoTime();
            release.await();
            nanos.set(System.nanoTime() - began);
            return "released";
        }

        @Amqp(value = "aged", queueName = "aged")
        void aged(String data) {
            aged.incrementAndGet();
        }

        @Amqp(value = "dead", queueName = "dead", deadLetterQueue = "buried")
        void dead(String data) {
            throw new RejectMessageException("on purpose");
        }

        @Amqp(value = "discarded", queueName = "discarded")
        void discarded(String data) {
            throw new RejectMessageException("on purpose");
        }

        @Deduplicate
        @Amqp(value = "copied", queueName = "copied")
        void copied(String data) {
        }
    }
}
