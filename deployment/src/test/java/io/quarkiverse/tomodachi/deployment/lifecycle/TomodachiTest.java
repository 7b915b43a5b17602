package io.quarkiverse.tomodachi.deployment.lifecycle;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.ServiceHandle;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkus.builder.Version;
import io.quarkus.test.QuarkusUnitTest;

/** What an application knows of itself. */
class TomodachiTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, Stock.class, Fleeting.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".uuid", "u-1")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"shop\".amqp.routing-key-prefix", "test.")
            .overrideRuntimeConfigKey("items", "/items")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.tomodachi.exit"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getMessage())
                    .containsExactly("exit(%d) was called, the application stops"));

    @TomodachiService("shop")
    static class Shop {

        @Inject
        Tomodachi tomodachi;

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        String first;

        @StartService
        void start() {
            first = tomodachi.service("shop").name();
        }

        @Http(method = { "GET", "POST" }, url = "${items}/(?<id>[^/]+)")
        String item(String id) {
            return id;
        }

        @Http.Get("/tasks")
        String tasks(ServiceContext service) {
            Map<String, Object> context = service.executionContext();
            return context.get("http_current_tasks") + " of " + context.get("http_total_tasks") + ", "
                    + service.loggerFields();
        }

        @HttpError(404)
        String missing() {
            return "missing";
        }

        @HttpStatic(path = "target", url = "/files/")
        void files() {
        }

        @Websocket("/ws")
        WebsocketHandlers socket() {
            return WebsocketHandlers.onText(text -> {
            });
        }

        @Amqp(value = "sold", queueName = "sold-queue")
        void sold(String data) {
        }

        @Schedule(interval = "0 0 1 1 *", timezone = "Europe/Stockholm")
        void yearly() {
        }
    }

    @ApplicationScoped
    @TomodachiService("stock")
    static class Stock {

        @AwsSnsSqs(topic = "sold", queueName = "stock-queue")
        void sold(String data) {
        }

        @Schedule(interval = "1h", immediately = true)
        void hourly() {
        }
    }

    @Dependent
    @TomodachiService("fleeting")
    static class Fleeting {

        @Http.Delete("/fleeting")
        void delete() {
        }
    }

    @Inject
    Tomodachi tomodachi;

    @Inject
    Schedules schedules;

    @Inject
    Shop shop;

    @Inject
    Stock stock;

    @Test
    void findsServices() {
        assertThat(tomodachi.services()).extracting(ServiceHandle::name).containsExactly("fleeting", "shop", "stock");
        ServiceHandle handle = tomodachi.service("shop");
        assertThat(handle.uuid()).isEqualTo("u-1");
        assertThat(handle.type()).isEqualTo(Shop.class);
        assertThat(handle.instance()).isSameAs(shop);
        assertThat(shop.first).isEqualTo("shop");
        assertThat(handle).isEqualTo(tomodachi.services().get(1)).hasSameHashCodeAs(tomodachi.service("shop"))
                .hasToString("Service shop (u-1)");
        assertThat(tomodachi.service("stock").instance()).isInstanceOf(Stock.class);
        assertThatIllegalStateException().isThrownBy(() -> tomodachi.service("fleeting").instance())
                .withMessageContaining("as it is @Dependent");
        assertThatIllegalArgumentException().isThrownBy(() -> tomodachi.service("none"))
                .withMessage("There is no service 'none'; the services are [fleeting, shop, stock]");
    }

    @Test
    void tellsWhatHandlersListenOn() {
        assertThat(tomodachi.service("shop").handlers()).extracting(TomodachiTest::text).containsExactlyInAnyOrder(
                "Shop#item(String) http GET|POST /items/(?<id>[^/]+)",
                "Shop#tasks(ServiceContext) http GET /tasks",
                "Shop#missing() http-error status 404",
                "shop static-files GET /files/ from target",
                "Shop#socket() websocket /ws",
                "Shop#sold(String) amqp queue sold-queue bound to exchange amq.topic by 'test.sold'",
                "Shop#yearly() schedule 0 0 1 1 *, next at " + (java.time.Year.now().getValue() + 1)
                        + "-01-01T00:00+01:00");
        assertThat(tomodachi.service("stock").handlers()).extracting(TomodachiTest::text)
                .contains("Stock#sold(String) aws-sns-sqs queue stock-queue subscribed to topic sold")
                .anyMatch(text -> text.startsWith("Stock#hourly() schedule 1h and at the start, next at "));
    }

    private static String text(HandlerInfo info) {
        String handler = info.handler();
        return handler.substring(handler.indexOf('$') + 1) + " " + info.transport() + " " + info.listensOn();
    }

    @Test
    void knowsWhatItDoes() {
        long before = (long) tomodachi.executionContext().get("http_total_tasks");
        when().get("/items/1").then().body(is("1"));
        String running = when().get("/tasks").then().statusCode(200).extract().asString();
        assertThat(running).matches("1 of \\d+, \\{.*}").contains("handler=" + Shop.class.getName() + "#tasks(ServiceContext)",
                "service=shop", "transport=http");

        // an answer may be read before its task counts as done
        Map<String, Object> context = await().atMost(LIMIT).until(tomodachi::executionContext,
                now -> now.get("http_current_tasks").equals(0L));
        assertThat((long) context.get("http_total_tasks")).isEqualTo(before + 2);
        assertThat(context).containsEntry("http_current_tasks", 0L).containsEntry("amqp_enabled", true)
                .containsEntry("aws_sns_sqs_current_tasks", 0L).containsEntry("websocket_total_tasks", 0L)
                .containsEntry("scheduled_functions_enabled", true).containsEntry("process_id", ProcessHandle.current().pid())
                .containsEntry("quarkus_version", Version.getVersion()).containsEntry("launch_mode", "test")
                .containsEntry("watcher_enabled", false)
                .containsEntry("java_version", System.getProperty("java.version"))
                .containsKeys("tomodachi_version", "vertx_version", "amqp_client_version", "aws_sdk_version",
                        "system_platform", "cwd");
        assertThat(Instant.parse((String) context.get("init_timestamp"))).isBeforeOrEqualTo(Instant.now());
        assertThat(tomodachi.service("shop").executionContext()).containsKeys("tomodachi_version");
    }

    @Test
    void countsWhatIsDoneOfEachKind() {
        long schedules = total("scheduled_functions");
        assertThat(this.schedules.trigger("schedule-stock-hourly").await().atMost(LIMIT)).isTrue();
        await().atMost(LIMIT).until(() -> total("scheduled_functions") > schedules);
        for (String transport : List.of("amqp", "aws_sns_sqs")) {
            assertThat(total(transport)).as(transport).isZero();
        }
        shop.amqp.publishAndAwait("tea", "sold");
        await().atMost(LIMIT).until(() -> total("amqp") == 1);
        assertThat(total("aws_sns_sqs")).isZero();
        shop.aws.publishAndAwait("tea", "sold");
        await().atMost(LIMIT).until(() -> total("aws_sns_sqs") == 1);
        assertThat(total("amqp")).isEqualTo(1);
    }

    private long total(String transport) {
        return (long) tomodachi.executionContext().get(transport + "_total_tasks");
    }

    @Test
    void refusesExitCodesThatThereAreNot() {
        assertThatIllegalArgumentException().isThrownBy(() -> tomodachi.exit(256))
                .withMessage("256 is no exit code; give one from 0 to 255");
        // of no effect in tests
        tomodachi.exit(3);
        when().get("/items/2").then().body(is("2"));
    }
}
