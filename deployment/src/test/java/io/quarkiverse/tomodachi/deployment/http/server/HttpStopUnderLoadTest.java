package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** Clients go on over connections that they keep while the application stops. */
class HttpStopUnderLoadTest {

    private static final String BEGUN = "tomodachi.test.begun";
    private static final String ANSWERED = "tomodachi.test.answered";
    private static final String PROBLEMS = "tomodachi.test.problems";
    private static final String ENDED = "tomodachi.test.ended";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Slow.class, KeepAliveClients.class, RawConnection.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.access-log", "false")
            .setBeforeAllCustomizer(() -> System.getProperties().put(BEGUN, ConcurrentHashMap.newKeySet()))
            .setAfterUndeployListener(HttpStopUnderLoadTest::checkAfterStop);

    private static void checkAfterStop() {
        try {
            assertThat(HttpStopUnderLoadTest.<Callable<Boolean>> shared(ENDED).call()).isTrue();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Set<String> begun = shared(BEGUN);
        Set<String> answered = shared(ANSWERED);
        Map<String, String> problems = shared(PROBLEMS);
        assertThat(answered).hasSizeGreaterThan(KeepAliveClients.COUNT).containsAll(begun);
        assertThat(problems.keySet()).doesNotContainAnyElementsOf(begun);
        for (String key : new String[] { BEGUN, ANSWERED, PROBLEMS, ENDED }) {
            System.getProperties().remove(key);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T shared(String key) {
        return (T) System.getProperties().get(key);
    }

    @TomodachiService("slow")
    static class Slow {

        @Http.Get("/slow/(?<id>.+)")
        String slow(String id) throws InterruptedException {
            HttpStopUnderLoadTest.<Set<String>> shared(BEGUN).add(id);
            // the duration of the work, not a wait for something
            Thread.sleep(5);
            return "done " + id;
        }
    }

    @TestHTTPResource("/")
    URL server;

    @Test
    void answersWhatWasBegun() throws Exception {
        KeepAliveClients clients = new KeepAliveClients(URI.create(server.toString()));
        System.getProperties().put(ANSWERED, clients.answered());
        System.getProperties().put(PROBLEMS, clients.problems());
        System.getProperties().put(ENDED, (Callable<Boolean>) clients::haveEnded);
        clients.start();
        assertThat(clients.areBusy()).isTrue();
    }
}
