package io.quarkiverse.tomodachi.deployment.logging;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.MDC;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** What is logged in a handler, wherever it goes on, tells of the handler; nothing of what is in messages is told. */
class HandlerFieldsTest {

    private static final String SECRET = "s3cret-of-the-test";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Talking.class, LoggedEvents.class))
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.tomodachi\".level", "DEBUG");

    @TomodachiService(value = "talking", envelope = JsonEnvelope.class)
    static class Talking {

        private static final Logger LOG = Logger.getLogger("talking");

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        @StartService
        void start() {
            LoggedEvents.begin();
            LOG.info("starting");
        }

        @Http.Get("/plain")
        void plain() {
            LOG.info("plain");
        }

        @NonBlocking
        @Http.Get("/event-loop")
        void eventLoop() {
            LOG.info("event loop");
        }

        @Http.Get("/uni")
        Uni<String> uni() {
            return Uni.createFrom().item("uni").onItem().delayIt().by(Duration.ofMillis(10))
                    .invoke(() -> LOG.info("delayed"))
                    .emitOn(Infrastructure.getDefaultWorkerPool()).invoke(() -> LOG.info("on a worker"));
        }

        @Http.Get("/multi")
        Multi<String> multi() {
            return Multi.createFrom().ticks().every(Duration.ofMillis(10)).select().first(2).map(String::valueOf)
                    .onCompletion().invoke(() -> LOG.info("streamed"));
        }

        @RunOnVirtualThread
        @Http.Get("/virtual")
        void virtual() throws InterruptedException {
            // parks the thread, so that it goes on elsewhere
            Thread.sleep(1);
            LOG.info("virtual");
        }

        @RunOnVirtualThread
        @Http.Get("/virtual-uni")
        Uni<String> virtualUni() {
            LOG.info("virtual, before");
            return Uni.createFrom().item("uni").onItem().delayIt().by(Duration.ofMillis(10))
                    .invoke(() -> LOG.info("virtual, delayed"));
        }

        @Http.Get("/fields")
        Map<String, String> fields(ServiceContext service) {
            MDC.put("own", "mine");
            return service.loggerFields();
        }

        @Http.Post("/fails")
        void fails(String body) {
            throw new IllegalStateException("bad request");
        }

        @HttpError(500)
        String failed() {
            LOG.info("error handler");
            return "";
        }

        @Http.Post("/publish")
        void publish(String body) {
            amqp.publishAndAwait(body, "told");
            aws.publishAndAwait(body, "told");
        }

        @Amqp(value = "told", queueName = "told-amqp")
        void amqp(String data, MessageMetadata metadata) {
            LOG.info("amqp message " + metadata.messageUuid());
            throw new IllegalStateException("bad message");
        }

        @RunOnVirtualThread
        @Amqp(value = "told", queueName = "told-virtual")
        Uni<Void> virtualAmqp(String data, MessageMetadata metadata) throws InterruptedException {
            Thread.sleep(1);
            LOG.info("virtual message");
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(10))
                    .invoke(() -> LOG.info("virtual message, delayed"));
        }

        @AwsSnsSqs(topic = "told", queueName = "told-aws")
        CompletableFuture<Void> aws(String data, MessageMetadata metadata) {
            return CompletableFuture.runAsync(() -> {
            }).thenRun(() -> {
            }).whenComplete((done, failure) -> LOG.fine("not of interest")).thenApply(done -> {
                LOG.info("aws");
                return null;
            });
        }

        @AwsSnsSqs(queueName = "told-batch", batchSize = 2, batchWindow = "1m")
        Uni<Void> batch(List<String> data) {
            LOG.info("batch");
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(10))
                    .invoke(() -> LOG.info("batch, delayed"));
        }

        @Schedule(interval = "0 0 1 1 *", identity = "yearly")
        void yearly() {
            LOG.info("yearly");
        }
    }

    @Inject
    Schedules schedules;

    @Inject
    Talking talking;

    private static void assertFields(Map<String, String> fields, String method, String transport) {
        assertThat(fields).containsEntry("handler", Talking.class.getName() + "#" + method)
                .containsEntry("service", "talking").containsEntry("transport", transport);
    }

    private static Map<String, String> fieldsOf(String message) {
        return find(record -> record.getMessage().equals(message)).getMdcCopy();
    }

    private static ExtLogRecord find(Predicate<ExtLogRecord> filter) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> LoggedEvents.records().stream().filter(filter).findFirst(), Optional::isPresent).orElseThrow();
    }

    @AfterAll
    static void end() {
        LoggedEvents.end();
    }

    @Test
    void areThereWhereverHttpHandlersGoOn() {
        assertFields(fieldsOf("starting"), "start()", "lifecycle");
        assertThat(fieldsOf("starting")).containsEntry("phase", "start");
        for (String path : List.of("/plain", "/event-loop", "/uni", "/multi", "/virtual", "/virtual-uni")) {
            when().get(path).then().statusCode(200);
        }
        assertFields(fieldsOf("plain"), "plain()", "http");
        assertFields(fieldsOf("event loop"), "eventLoop()", "http");
        assertFields(fieldsOf("delayed"), "uni()", "http");
        assertFields(fieldsOf("on a worker"), "uni()", "http");
        assertFields(fieldsOf("streamed"), "multi()", "http");
        assertFields(fieldsOf("virtual"), "virtual()", "http");
        assertFields(fieldsOf("virtual, before"), "virtualUni()", "http");
        assertFields(fieldsOf("virtual, delayed"), "virtualUni()", "http");
    }

    @Test
    void endWithTheCall() {
        Map<String, String> fields = when().get("/fields").jsonPath().getMap("");
        assertFields(fields, "fields(ServiceContext)", "http");
        assertThat(fields).containsEntry("own", "mine").hasSize(4);
        when().get("/plain").then().statusCode(200);
        assertThat(when().get("/fields").jsonPath().<String, String> getMap("")).isEqualTo(fields);
        CompletableFuture<Map<String, String>> elsewhere = new CompletableFuture<>();
        Infrastructure.getDefaultWorkerPool().execute(() -> elsewhere.complete(MDC.copy()));
        assertThat(elsewhere.join()).isEmpty();
    }

    @Test
    void tellTheMessageAndTheScheduleAndNoContent() throws Exception {
        given().header("Authorization", SECRET).cookie("session", SECRET).body(SECRET).post("/fails").then().statusCode(500);
        assertFields(fieldsOf("error handler"), "failed()", "http-error");
        given().body(SECRET).post("/publish").then().statusCode(200);
        ExtLogRecord message = find(record -> record.getMessage().startsWith("amqp message "));
        assertFields(message.getMdcCopy(), "amqp(String, MessageMetadata)", "amqp");
        assertThat(message.getMdcCopy()).containsEntry("message_uuid",
                message.getMessage().substring("amqp message ".length()));
        for (String virtual : List.of("virtual message", "virtual message, delayed")) {
            assertFields(fieldsOf(virtual), "virtualAmqp(String, MessageMetadata)", "amqp");
            assertThat(fieldsOf(virtual)).containsEntry("message_uuid", message.getMdcCopy().get("message_uuid"));
        }
        // what becomes of it is told with the same fields
        ExtLogRecord outcome = find(
                record -> record.getThrown() != null && "bad message".equals(record.getThrown().getMessage()));
        assertThat(outcome.getMdcCopy()).containsAllEntriesOf(message.getMdcCopy());
        talking.aws.sendAndAwait(SECRET, "told-batch");
        talking.aws.sendAndAwait(SECRET, "told-batch");
        for (String batch : List.of("batch", "batch, delayed")) {
            assertFields(fieldsOf(batch), "batch(List<String>)", "aws-sns-sqs");
            assertThat(fieldsOf(batch)).containsEntry("batch_size", "2").doesNotContainKey("message_uuid");
        }
        schedules.trigger("yearly").await().atMost(Duration.ofSeconds(20));
        assertFields(fieldsOf("yearly"), "yearly()", "schedule");
        assertThat(LoggedEvents.texts()).noneMatch(text -> text.contains(SECRET));
        assertThat(LoggedEvents.records()).filteredOn(record -> record.getLevel().intValue() <= Level.FINE.intValue()
                && record.getLoggerName().startsWith("io.quarkiverse.tomodachi")).isNotEmpty();
    }
}
