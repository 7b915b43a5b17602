package io.quarkiverse.tomodachi.deployment.schedule;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.DevModePort;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

@ExtendWith(DevModePort.class)
class DevUiTest {

    private static final String PATH = "/q/dev-ui/json-rpc-ws";
    private static final Pattern ANSWER = Pattern.compile("\"id\"\\s*:\\s*7\\b");

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(DevUiService.class)
                    .addAsResource(new StringAsset("quarkus.devservices.enabled=false\n"), "application.properties"));

    /** All in one, as dev mode starts anew for each test. */
    @Test
    void showsSchedulesBesideThoseOfQuarkusAndCallsPausesAndResumesThem() throws Exception {
        showsSchedulesBesideThoseOfQuarkusAndCallsThem();
        pausesResumesAndCallsThemFromThePage();
    }

    private static void showsSchedulesBesideThoseOfQuarkusAndCallsThem() {
        String service = DevUiService.class.getName();
        when().get("/methods").then().statusCode(200).body("", hasSize(2)).body("", hasItems(
                service + "#ofQuarkus [of quarkus 1000s]",
                service + "#called() [schedule-dev-ui-called every day, mine 1000s]"));
        when().post("/execute").then().statusCode(200).body("", greaterThanOrEqualTo(1));
    }

    /** As the page does. */
    private static void pausesResumesAndCallsThemFromThePage() throws Exception {
        assertThat(ask("getData", "")).contains("schedule-dev-ui-called", "mine", "of quarkus");
        assertThat(ask("pauseJob", "\"identity\": \"mine\"")).contains("success");
        when().get("/state").then().body(startsWith("paused "));
        assertThat(ask("resumeJob", "\"identity\": \"mine\"")).contains("success");
        when().get("/state").then().body(startsWith("awake "));
        String before = when().get("/state").asString();
        assertThat(ask("executeJob", "\"methodDescription\": \"" + DevUiService.class.getName() + "#called()\""))
                .contains("success");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> when().get("/state").then().body(not(equalTo(before))));
    }

    private static String ask(String method, String parameters) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + RestAssured.port + PATH), new WebSocket.Listener() {

                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        text.append(data);
                        from.request(1);
                        if (last && ANSWER.matcher(text).find()) {
                            answer.complete(text.toString());
                        } else if (last) {
                            text.setLength(0);
                        }
                        return null;
                    }
                }).get(20, TimeUnit.SECONDS);
        try {
            socket.sendText("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"quarkus-scheduler_" + method + "\", \"params\": {"
                    + parameters + "}}", true).get(20, TimeUnit.SECONDS);
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }
}
