package org.acme.orders;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

@QuarkusTest
class OrdersTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void shipsEachGoodOrderOnceAndRefusesEachBadOne() throws Exception {
        OrdersClient client = new OrdersClient(URI.create(RestAssured.baseURI + ":" + RestAssured.port));
        int shippedBefore = shipped(client, Instant.now());
        List<String> accepted = client.post(OrdersFile.read());
        assertThat(accepted).hasSizeGreaterThan(200).doesNotHaveDuplicates();
        assertThat(shipped(client, Instant.now()) - shippedBefore).as("shipped").isEqualTo(accepted.size());
        for (String id : accepted) {
            JsonNode order = client.get("/orders/" + id);
            assertThat(order.path("state").textValue()).as(id).isEqualTo("SHIPPED");
            assertThat(order.path("shipments").asInt(0)).as(id).isOne();
        }
        Brokers brokers = brokers();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(brokers.messagesInQueues()).isEmpty());
    }

    /** How many orders are shipped when none is on its way any more. They are counted once a second. */
    private static int shipped(OrdersClient client, Instant since) {
        return await().atMost(LIMIT).until(() -> client.get("/stats"), stats -> stats.has("at")
                && Instant.parse(stats.get("at").textValue()).isAfter(since)
                && stats.path("received").asInt(-1) == 0 && stats.path("reserved").asInt(-1) == 0)
                .path("shipped").asInt(0);
    }

    Brokers brokers() {
        Config config = ConfigProvider.getConfig();
        return Brokers.of(name -> config.getValue(name, String.class));
    }

    @Test
    void doesNotKnowOrdersThatNobodyMade() {
        when().get("/orders/00000000-0000-0000-0000-000000000000").then().statusCode(404);
        when().get("/orders").then().statusCode(405).header("Allow", "POST");
    }
}
