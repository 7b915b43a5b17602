package io.quarkiverse.tomodachi.deployment.lifecycle;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.FreePort;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class LifecycleTest {

    private static final String PORT = "quarkus.http.test-port";

    /** The port is known before anything listens on it. */
    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .setBeforeAllCustomizer(() -> System.setProperty(PORT, FreePort.find()))
            .setAfterAllCustomizer(() -> System.setProperty(PORT, "0"))
            .withApplicationRoot(root -> root.addClasses(Hooks.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"hooks\".uuid", "u-1")
            .overrideRuntimeConfigKey("tick", "1s")
            .setAfterUndeployListener(() -> assertThat(System.getProperty("tomodachi.test.lifecycle"))
                    .isEqualTo("start started stopping stop "));

    @TomodachiService("hooks")
    static class Hooks {

        private final List<String> events = new CopyOnWriteArrayList<>();

        @Inject
        @ConfigProperty(name = "quarkus.http.test-port")
        int port;

        private void note(String event) {
            events.add(event);
            System.setProperty("tomodachi.test.lifecycle",
                    (event.equals("start") ? "" : System.getProperty("tomodachi.test.lifecycle", "")) + event + " ");
        }

        @StartService
        void start(ServiceContext service) {
            if (!service.name().equals("hooks") || !service.uuid().equals("u-1") || listens()) {
                throw new IllegalStateException(service + " listens: " + listens());
            }
            note("start");
        }

        @StartedService
        Uni<Void> started() {
            if (!listens()) {
                throw new IllegalStateException("HTTP does not listen");
            }
            note("started");
            return Uni.createFrom().voidItem();
        }

        @StoppingService
        void stopping() {
            note("stopping");
        }

        @StopService
        void stop() {
            note("stop");
        }

        @Heartbeat
        void heartbeat() {
            events.add("heartbeat");
        }

        @Schedule(interval = "${tick}", immediately = true)
        void tick(Instant invocationTime, String interval) {
            events.add("tick " + interval);
            throw new IllegalStateException("a schedule goes on after a failure");
        }

        @Schedule(interval = "0 0 1 1 *", timezone = "Europe/Stockholm")
        void yearly() {
            events.add("yearly");
        }

        @Http.Get("/events")
        List<String> events() {
            return events;
        }

        private boolean listens() {
            try (Socket socket = new Socket("localhost", port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        }
    }

    @Test
    void callsHooksInOrderAndSchedulesAfterThem() {
        await().atMost(Duration.ofSeconds(30)).until(() -> when().get("/events").jsonPath().getList("", String.class),
                events -> events.stream().filter("heartbeat"::equals).count() >= 2
                        && events.stream().filter("tick 1s"::equals).count() >= 2);
        when().get("/events").then().body("[0]", is("start")).body("[1]", is("started"));
    }
}
