package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

class HttpServerMistakeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Plain.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.keepalive-timeout", "0S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.max-keepalive-requests", "3")
            .assertException(failure -> assertThat(Problems.ofRoot(failure))
                    .contains("quarkus.tomodachi.http.keepalive-timeout", "max-keepalive-requests"));

    @TomodachiService("plain")
    static class Plain {

        @Http.Get("/plain")
        String plain() {
            return "plain";
        }
    }

    @Test
    void doesNotStart() {
        Assertions.fail("started");
    }
}
