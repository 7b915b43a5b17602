package org.acme.orders;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

@QuarkusTest
class OrdersTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static Response post(OrdersFile.Line line) {
        return given().contentType("application/json").body(line.body().getBytes(StandardCharsets.UTF_8)).post("/orders");
    }

    @Test
    void shipsEachGoodOrderOnceAndRefusesEachBadOne() throws Exception {
        int shippedBefore = shipped();
        List<String> accepted = new ArrayList<>();
        for (OrdersFile.Line line : OrdersFile.read()) {
            Response response = post(line);
            assertThat(response.statusCode())
                    .as(line.why() + " " + line.body().substring(0, Math.min(200, line.body().length())))
                    .isEqualTo(line.good() ? 201 : 400);
            if (line.good()) {
                accepted.add(response.path("id"));
            }
        }
        assertThat(accepted).hasSizeGreaterThan(200).hasSize(new HashSet<>(accepted).size());
        for (String id : accepted) {
            await().pollDelay(Duration.ZERO).atMost(LIMIT)
                    .untilAsserted(() -> when().get("/orders/" + id).then().statusCode(200)
                            .body("state", is("SHIPPED")).body("shipments", is(1)));
        }
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(shipped() - shippedBefore).isEqualTo(accepted.size());
            when().get("/stats").then().body("received", is(0)).body("reserved", is(0));
        });
        Brokers brokers = brokers();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(brokers.messagesInQueues()).isEmpty());
    }

    Brokers brokers() {
        Config config = ConfigProvider.getConfig();
        return Brokers.of(name -> config.getValue(name, String.class));
    }

    private static int shipped() {
        Integer shipped = when().get("/stats").path("shipped");
        return shipped == null ? 0 : shipped;
    }

    @Test
    void doesNotKnowOrdersThatNobodyMade() {
        when().get("/orders/00000000-0000-0000-0000-000000000000").then().statusCode(404);
        when().get("/orders").then().statusCode(405).header("Allow", "POST");
    }
}
