package io.quarkiverse.tomodachi.deployment.devmode;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.DevModePort;
import io.quarkus.test.QuarkusDevModeTest;

/** A reload goes the way of every termination and start, and waits for nothing for long. */
@ExtendWith(DevModePort.class)
class LiveReloadHooksTest {

    /** Far less than the times that are configured. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(LiveReloadHooksService.class)
                    .addAsResource(new StringAsset("""
                            quarkus.tomodachi.stopping-timeout=1H
                            quarkus.tomodachi.termination-grace-period=1H
                            quarkus.tomodachi.stop-timeout=1H
                            """), "application.properties"));

    @AfterAll
    static void forget() {
        System.clearProperty("tomodachi.test.life");
    }

    private static void reload(int version) {
        APP.modifySourceFile(LiveReloadHooksService.class,
                source -> source.replace("version " + (version - 1), "version " + version));
        when().get("/version").then().body(is("version " + version));
    }

    private static void awaitLife(String life) {
        await().atMost(LIMIT).untilAsserted(() -> when().get("/life").then().body(is(life)));
    }

    @Test
    void callsAllMethodsAndWaitsForNoneForLong() {
        awaitLife("start started ");
        reload(1);
        awaitLife("start started stopping stop start started ");
        when().post("/hang").then().statusCode(200);
        assertTimeoutPreemptively(LIMIT, () -> reload(2));
        awaitLife("start started stopping stop start started held stopping stop start started ");
    }
}
