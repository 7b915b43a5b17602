package io.quarkiverse.tomodachi.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.mutiny.Uni;

/** An application that cannot begin to receive does not look as if it had started. */
class BrokenTransportPackagedTest {

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Broken.class, BrokenTransport.class))
            .setApplicationName("packaged-broken").setApplicationVersion("1")
            .setRuntimeProperties(Map.of("quarkus.http.port", "0", "quarkus.http.host", "127.0.0.1"))
            .setExpectExit(true).setRun(true);

    @TomodachiService("broken")
    static class Broken {

        @Http.Get("/")
        void nothing() {
        }
    }

    @Singleton
    static class BrokenTransport implements Transport {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Uni<Void> receive() {
            throw new NoClassDefFoundError("org/acme/Missing");
        }
    }

    @Test
    void ends() {
        assertThat(APP.getStartupConsoleOutput()).contains("a service could not be started", "org/acme/Missing");
        assertThat(APP.getExitCode()).as("exit code").isEqualTo(1);
    }
}
