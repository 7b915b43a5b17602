package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.validation.Problems;
import io.quarkus.test.QuarkusUnitTest;

/** URLs from configuration are checked when the application starts. */
class HttpConfiguredUrlTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Faulty.class))
            .overrideRuntimeConfigKey("faulty.broken", "(?<id>[a-z")
            .overrideRuntimeConfigKey("faulty.hostile", "(?:a|aa)+x")
            .overrideRuntimeConfigKey("faulty.whole", "orders")
            .overrideRuntimeConfigKey("faulty.fine", "fine")
            .overrideRuntimeConfigKey("faulty.groups", "/groups/(?<other>[a-z]+)")
            .assertException(failure -> {
                String problems = Problems.ofRoot(failure);
                String faulty = Faulty.class.getName();
                assertThat(problems.lines()).hasSize(5);
                assertThat(problems.lines()).anySatisfy(line -> assertThat(line).contains("@Http",
                        faulty + "#broken()", "'/${faulty.broken}'", "'/(?<id>[a-z'", "is not a regular expression", "correct"))
                        .anySatisfy(line -> assertThat(line).contains("@Http", faulty + "#hostile()", "'/${faulty.hostile}'",
                                "exponential time", "allowBacktracking"))
                        .anySatisfy(line -> assertThat(line).contains("@Http", faulty + "#whole()", "'${faulty.whole}'",
                                "'/orders'"))
                        .anySatisfy(line -> assertThat(line).contains("@Http", faulty + "#missing()", "faulty.missing",
                                "not configured"))
                        .anySatisfy(line -> assertThat(line).contains("@Http", faulty + "#groups(String, Optional<String>)",
                                "'/groups/(?<other>[a-z]+)'", "no group for its parameter 'name'", "(?<name>…)",
                                "@DefaultValue"));
            });

    @TomodachiService("faulty")
    static class Faulty {

        @Http.Get("/${faulty.broken}")
        String broken() {
            return "broken";
        }

        @Http.Get("/${faulty.hostile}")
        String hostile() {
            return "hostile";
        }

        @Http.Get("${faulty.whole}")
        String whole() {
            return "whole";
        }

        @Http.Get("/${faulty.missing}")
        String missing() {
            return "missing";
        }

        @Http.Get(value = "/opted/${faulty.hostile}", allowBacktracking = true)
        String opted() {
            return "opted";
        }

        @Http.Get("${faulty.groups:/groups/(?<name>[a-z]+)}")
        String groups(String name, Optional<String> absent) {
            return name;
        }

        @Http.Get("/${faulty.fine}")
        String fine() {
            return "fine";
        }
    }

    @Test
    void doesNotStart() {
        Assertions.fail("started");
    }
}
