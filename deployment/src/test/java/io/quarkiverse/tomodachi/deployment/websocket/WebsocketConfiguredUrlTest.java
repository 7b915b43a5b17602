package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

/** URLs from configuration are checked when the application starts. */
class WebsocketConfiguredUrlTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Faulty.class))
            .overrideRuntimeConfigKey("faulty.broken", "(?<id>[a-z")
            .overrideRuntimeConfigKey("faulty.groups", "/groups/[a-z]+")
            .assertException(failure -> assertThat(Problems.ofRoot(failure).lines()).hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("@Websocket", "#broken()", "is not a regular expression"))
                    .anySatisfy(line -> assertThat(line).contains("@Websocket", "#missing()", "faulty.missing"))
                    .anySatisfy(line -> assertThat(line).contains("@Websocket", "#groups(String)",
                            "no group for its parameter 'room'")));

    @TomodachiService("faulty")
    static class Faulty {

        @Websocket("/${faulty.broken}")
        void broken() {
        }

        @Websocket("/${faulty.missing}")
        void missing() {
        }

        @Websocket("${faulty.groups:/groups/(?<room>[a-z]+)}")
        void groups(String room) {
        }
    }

    @Test
    void doesNotStart() {
        Assertions.fail("started");
    }
}
