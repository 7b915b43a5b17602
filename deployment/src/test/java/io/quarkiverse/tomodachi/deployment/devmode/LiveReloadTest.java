package io.quarkiverse.tomodachi.deployment.devmode;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.time.Duration;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.deployment.clients.AwsSettings;
import io.quarkiverse.tomodachi.deployment.clients.DevModePort;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkus.test.QuarkusDevModeTest;

@ExtendWith(DevModePort.class)
class LiveReloadTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FEW = 2;
    /** With one object more for each reload, too many by what {@link Footprint} allows, though each start has three of them. */
    private static final int MANY = 18;

    /** Given by configuration, to look into it from here; the AMQP broker comes from Dev Services. */
    private static final AwsEndpoint ENDPOINT = AwsEndpoint.builder().build().start();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(LiveReloadService.class)
                    .addAsResource(new StringAsset(settings()), "application.properties"));

    private static String settings() {
        StringBuilder text = new StringBuilder();
        AwsSettings.of(ENDPOINT.uri()).forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    @AfterAll
    static void stop() {
        ENDPOINT.close();
    }

    @Test
    void keepsOneConsumerForEachHandlerAndNothingOfFormerOnesAndNoPause() throws Exception {
        when().get("/version").then().body(is("version 0"));
        String port = when().get("/config/rabbitmq-port").asString();
        assertConsumersEach(1, port);
        when().post("/pause").then().statusCode(200);
        assertConsumersEach(0, port);
        reload(1, FEW);
        Footprint few = settled(port);
        reload(FEW + 1, MANY);
        Footprint many = settled(port);
        many.assertNotMoreThan(few);
        assertThat(many.threads()).as("the timer of the schedules").containsEntry("tomodachi-schedules", 1L);
        assertThat(when().get("/config/rabbitmq-port").asString()).as("the same broker").isEqualTo(port);
        assertConsumersEach(1, port);
    }

    private static void reload(int first, int last) {
        for (int reload = first; reload <= last; reload++) {
            String from = "version " + (reload - 1);
            String to = "version " + reload;
            APP.modifySourceFile(LiveReloadService.class, source -> source.replace(from, to));
            when().get("/version").then().body(is(to));
        }
    }

    /** What is there when everything runs that is to run, and what has ended is gone. */
    private static Footprint settled(String port) throws Exception {
        given().body("hello").post("/publish").then().statusCode(200);
        await().atMost(LIMIT).untilAsserted(
                () -> when().get("/received").then().body("", containsInAnyOrder("amqp hello", "sqs hello")));
        await().atMost(LIMIT).until(() -> when().get("/ticks").as(int.class) > 0);
        assertConsumersEach(1, port);
        return Footprint.take();
    }

    private static void assertConsumersEach(int count, String port) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(Integer.parseInt(port));
        try (Connection connection = factory.newConnection()) {
            await().atMost(LIMIT).untilAsserted(() -> {
                assertThat(connection.createChannel().queueDeclarePassive("reload").getConsumerCount())
                        .isEqualTo(count);
                assertThat(ENDPOINT.queue("reload").orElseThrow().waitingReceives()).isEqualTo(count);
            });
        }
    }
}
