package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class TicksTest {

    @Test
    void callsSchedulesOfAllKinds() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> when().get("/ticks").then().statusCode(200)
                .body("heartbeat", greaterThan(1)).body("'each 1s'", greaterThan(1)).body("cron", greaterThan(1))
                .body("cluster", greaterThan(1)));
    }
}
