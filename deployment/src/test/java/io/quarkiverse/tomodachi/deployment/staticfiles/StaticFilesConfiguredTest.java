package io.quarkiverse.tomodachi.deployment.staticfiles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

/** What is configured for static files is checked when the application starts. */
class StaticFilesConfiguredTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Faulty.class))
            .overrideRuntimeConfigKey("faulty.broken", "(?<id>[a-z")
            .overrideRuntimeConfigKey("faulty.root", "/")
            .assertException(failure -> assertThat(Problems.ofRoot(failure).lines()).hasSize(3)
                    .anySatisfy(line -> assertThat(line).contains("@HttpStatic path 'a'", "is not a regular expression"))
                    .anySatisfy(line -> assertThat(line).contains("@HttpStatic path 'b'", "faulty.missing"))
                    .anySatisfy(line -> assertThat(line).contains("@HttpStatic path '${faulty.root}'",
                            "the root of the file system")));

    @TomodachiService("faulty")
    static class Faulty {

        @HttpStatic(path = "a", url = "/${faulty.broken}")
        void broken() {
        }

        @HttpStatic(path = "b", url = "/${faulty.missing}")
        void missing() {
        }

        @HttpStatic(path = "${faulty.root}", url = "/root/")
        void root() {
        }
    }

    @Test
    void doesNotStart() {
        Assertions.fail("started");
    }
}
