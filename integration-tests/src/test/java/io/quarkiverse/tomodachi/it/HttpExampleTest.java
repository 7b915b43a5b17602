package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class HttpExampleTest {

    @TestHTTPResource("/ws")
    URI websocket;

    @Test
    void answersHttp() {
        when().get("/resource/7").then().statusCode(200).body(is("id = 7"));
        when().get("/health").then().statusCode(200).body(is("Healthy"));
        when().post("/health").then().statusCode(200).body(is("Healthy"));
        when().get("/nothing").then().statusCode(404).body("error", is("not-found"));
    }

    @Test
    void callsOneMethodForSeveralTriggers() {
        when().get("/several/one").then().statusCode(200).body(is("the same"));
        when().get("/several/two").then().statusCode(200).body(is("the same"));
        when().post("/several/three").then().statusCode(200).body(is("the same"));
    }

    @Test
    void echoesOverTheWebsocket() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(websocket.toString().replace("http:", "ws:")), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        received.add(data.toString());
                        return WebSocket.Listener.super.onText(webSocket, data, last);
                    }
                }).get(10, TimeUnit.SECONDS);
        socket.sendText("hej", true).get(10, TimeUnit.SECONDS);
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("echo: hej");
        socket.sendClose(1000, "").get(10, TimeUnit.SECONDS);
    }

    @Test
    void forwardsOverAmqp() {
        given().body("{\"a\": 1}").post("/amqp").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/seen").then().body("", hasItem("amqp {\"a\":1}")));
    }

    @Test
    void publishesWhatWasPaid() {
        given().body("{\"id\": \"o-1\", \"amount\": 1}").post("/pay/order_refused").then().statusCode(200);
        given().body("{\"id\": \"o-2\", \"amount\": 2}").post("/pay/order_paid").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/seen").then().body("", hasItems("order_shipped o-2")));
        when().get("/seen").then().body("", not(hasItem("order_shipped o-1")));
    }

    @Test
    void carriesProtobuf() {
        for (int seconds : new int[] { -1, 0, 300 }) {
            when().post("/reminders/" + seconds).then().statusCode(200);
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> when().get("/reminders").then()
                .body("", hasItems("amqp 0", "amqp 300", "text seconds: 300", "sqs 11", "sqs 0", "sqs 3")));
        when().get("/reminders").then().body("findAll { it == 'amqp 0' }.size()", is(1)).body("", not(hasItem("amqp -1")));
    }
}
