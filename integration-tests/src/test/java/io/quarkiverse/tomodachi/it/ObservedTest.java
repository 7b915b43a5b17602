package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ObservedTest {

    @Test
    void isReady() {
        when().get("/q/health/ready").then().statusCode(200).body("status", is("UP"))
                .body("checks.name", hasItem("Tomodachi services"));
    }

    @Test
    void tellsItsMetrics() {
        given().body("hej").post("/notes").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(metrics())
                .anyMatch(line -> counts(line, "tomodachi_handler_duration_seconds_count", "transport=\"http\"",
                        "trigger=\"/notes\"", "outcome=\"success\""))
                .anyMatch(line -> counts(line, "tomodachi_message_outcomes_total", "trigger=\"note.text\"",
                        "outcome=\"acknowledged\""))
                .anyMatch(line -> counts(line, "tomodachi_message_outcomes_total", "trigger=\"note\"",
                        "outcome=\"acknowledged\""))
                .anyMatch(line -> counts(line, "tomodachi_publish_duration_seconds_count", "destination=\"note\"",
                        "outcome=\"success\"")));
    }

    @Test
    void tellsWhatItIs() {
        when().get("/context").then().statusCode(200).body("launch_mode", is(launchMode()));
        when().get("/q/metrics").then().statusCode(200);
    }

    String launchMode() {
        return "test";
    }

    private static List<String> metrics() {
        return when().get("/q/metrics").then().statusCode(200).extract().asString().lines().toList();
    }

    private static boolean counts(String line, String name, String... labels) {
        return line.startsWith(name + "{") && List.of(labels).stream().allMatch(line::contains);
    }
}
