package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

class HttpCharsetMistakeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Plain.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"plain\".http.charset", "klingon")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.content-type", "text/html; charset=vulcan")
            .assertException(failure -> assertThat(Problems.ofRoot(failure).lines()).containsExactly(
                    "quarkus.tomodachi.http.content-type is 'text/html; charset=vulcan', whose charset is not known; correct it",
                    "quarkus.tomodachi.\"plain\".http.charset is 'klingon', which is no charset that is known; correct it"));

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
