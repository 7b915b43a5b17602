package io.quarkiverse.tomodachi.deployment.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** Whatever a client sends, the server keeps its manners. CONTRIBUTING.md tells how to run this by hand. */
class HttpFuzzTest {

    private static final String SEED = "tomodachi.fuzz.seed";
    private static final String SECONDS = "tomodachi.fuzz.seconds";
    private static final String REPLAY = "tomodachi.fuzz.replay";
    private static final long MEBIBYTE = 1 << 20;

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addPackage(HttpFuzzTest.class.getPackage())
                    .addAsResource(new StringAsset("packaged"), "web/a.txt")
                    .addAsResource(new StringAsset("packaged"), "web/sub/b.html"))
            .overrideRuntimeConfigKey("fuzz.folder", FuzzFiles.create().toString())
            .overrideRuntimeConfigKey("quarkus.http.body.uploads-directory", FuzzFiles.uploads().toString())
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "64K")
            .overrideRuntimeConfigKey("quarkus.http.proxy.proxy-address-forwarding", "true")
            .overrideRuntimeConfigKey("quarkus.http.proxy.allow-forwarded", "true")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tomodachi.http.access\".use-parent-handlers",
                    "true");

    @TestHTTPResource
    URI uri;

    @Inject
    InFlight inFlight;

    @Test
    @DisabledIfSystemProperty(named = REPLAY, matches = ".+")
    void keepsItsManners() throws Exception {
        long seconds = Long.getLong(SECONDS, 0);
        long seed = Long.getLong(SEED, seconds == 0 ? 1 : System.currentTimeMillis() * 1_000_000);
        long count = seconds == 0 ? 2000 : Long.MAX_VALUE - seed;
        System.out.println("Fuzzing from seed " + seed);
        try (ErrorLog log = new ErrorLog()) {
            List<String> failures = run(log, seed, Math.min(count, 1000), 10);
            Footprint before = Footprint.now();
            if (failures.isEmpty() && count > 1000) {
                failures = run(log, seed + 1000, count - 1000, seconds == 0 ? 10 : seconds);
            }
            if (!failures.isEmpty()) {
                fail("Replay a seed with -D" + REPLAY + "=…\n" + String.join("\n", failures));
            }
            recovers(before);
            assertThat(log.take()).isEmpty();
        }
    }

    private List<String> run(ErrorLog log, long seed, long count, long seconds) throws InterruptedException {
        FuzzRun run = new FuzzRun(wire(), log, seed, count, seconds);
        List<String> failures = run.run();
        System.out.println(run.held() + " conversations held");
        return failures;
    }

    private void recovers(Footprint before) throws IOException {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(inFlight.running()).as("running handlers").isZero();
            assertThat(FuzzFiles.uploaded()).as("files left in the uploads directory").isZero();
        });
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            Footprint after = Footprint.now();
            assertThat(after.heap()).as("heap").isLessThan(before.heap() + 12 * MEBIBYTE);
            assertThat(after.direct()).as("direct memory").isLessThan(before.direct() + 64 * MEBIBYTE);
            assertThat(after.threads()).as("threads").isLessThan(before.threads() + 20);
        });
        Conversation probe = new Conversation(0, List.of(new RequestGrammar(new Dice(0)).probe()),
                List.of(new RequestGrammar(new Dice(0)).probe().wire()), true, Conversation.Ending.PATIENT);
        assertThat(wire().hold(probe).received()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    @EnabledIfSystemProperty(named = REPLAY, matches = ".+")
    void replays() throws IOException {
        Conversation conversation = ConversationGrammar.of(Long.getLong(REPLAY));
        try (ErrorLog log = new ErrorLog()) {
            Exchange exchange = wire().hold(conversation);
            System.out.println(Transcript.of(conversation, exchange));
            assertThat(Rules.broken(conversation, exchange)).isEmpty();
            assertThat(log.take()).isEmpty();
        }
    }

    private Wire wire() {
        return new Wire(new InetSocketAddress(uri.getHost(), uri.getPort()), 60);
    }
}
