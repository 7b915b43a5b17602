package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class MessagesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String LINES = "[{\"text\": \"tea\", \"price\": 4.25}]";
    private static final String INVOICE = """
            {"number": "%s", "kind": "CREDIT", "due": %s, "lines": %s}""";

    private static ValidatableResponse send(String where, String number, String due, String lines) {
        return given().body(INVOICE.formatted(number, due, lines)).post("/invoices/" + where).then().statusCode(200);
    }

    @Test
    void carriesJsonOverAmqpThroughMiddleware() {
        int before = calls();
        send("amqp", "A-1", "\"2024-02-29\"", LINES);
        await().atMost(LIMIT).untilAsserted(() -> when().get("/invoices").then()
                .body("", hasItem("amqp A-1 4.25 invoices application/json invoice.made")));
        assertThat(calls()).isGreaterThan(before);
    }

    private static int calls() {
        return Integer.parseInt(when().get("/invoices/calls").then().statusCode(200).extract().asString());
    }

    @Test
    void carriesJsonOverSnsAndSqs() {
        send("sqs", "S-1", "\"2024-02-29\"", LINES);
        await().atMost(LIMIT).untilAsserted(() -> when().get("/invoices").then()
                .body("", hasItem("sqs S-1 CREDIT invoices 1 invoice-made")));
    }

    @Test
    void triesAgainAndMovesToTheDeadLetterQueue() {
        for (String transport : List.of("amqp", "sqs")) {
            send(transport, "NEVER", "\"2024-02-29\"", "[]");
            send(transport, "LATER", "null", LINES);
        }
        await().atMost(LIMIT).untilAsserted(() -> when().get("/invoices").then()
                .body("", hasItems("amqp dead NEVER java.lang.UnsupportedOperationException",
                        "amqp dead LATER java.lang.IllegalStateException",
                        "sqs dead NEVER java.lang.UnsupportedOperationException",
                        "sqs dead LATER java.lang.IllegalStateException"))
                .body("findAll { it == 'amqp tried LATER' }.size()", is(2))
                .body("findAll { it == 'sqs tried LATER' }.size()", is(2)));
    }

    @Test
    void keepsTheOrderOfAGroup() {
        List<String> numbers = List.of("L-1", "L-2", "L-3");
        numbers.forEach(number -> send("ledger", number, "null", LINES).body("messageId", not(emptyOrNullString())));
        await().atMost(LIMIT).untilAsserted(() -> when().get("/invoices").then()
                .body("findAll { it.startsWith('ledger') }", contains("ledger L-1", "ledger L-2", "ledger L-3")));
    }

    @Test
    void publishesWhatIsRegistered() {
        when().post("/receipts/R-1").then().statusCode(200);
        await().atMost(LIMIT).untilAsserted(() -> when().get("/invoices").then()
                .body("", hasItem("receipt {\"number\":\"R-1\",\"paid\":10}")));
    }

    @Test
    void carriesTextAndBytes() {
        given().body("hej").post("/notes").then().statusCode(200);
        await().atMost(LIMIT).untilAsserted(() -> when().get("/notes").then()
                .body("", hasItems("amqp hej", "amqp ff00", "marked hej of note.marked", "sqs hej in sv")));
    }
}
