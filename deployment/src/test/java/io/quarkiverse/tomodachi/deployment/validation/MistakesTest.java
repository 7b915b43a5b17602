package io.quarkiverse.tomodachi.deployment.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

class MistakesTest {

    private static final String SHOP = Shop.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, SecondShop.class, NoService.class))
            .assertException(MistakesTest::assertAllAreTold);

    @TomodachiService("shop")
    static class Shop {

        @Http.Get("/private")
        private String hidden() {
            return "";
        }

        @Http.Get("/static")
        static String fixed() {
            return "";
        }

        @Http.Get("/[unclosed")
        String badRegex() {
            return "";
        }

        @Http.Get("/evil/(?:a+)+")
        String evil() {
            return "";
        }

        @Http.Get(value = "/known/(?:a+)+", allowBacktracking = true)
        String known() {
            return "";
        }

        @Http.Get("/group/(?<id>.+)")
        String groupWithoutParameter() {
            return "";
        }

        @Http.Get("/r/(?<id>.+)")
        String parameterWithoutGroup(String id, String nid) {
            return "";
        }

        @Http.Get("/unbindable")
        String unbindable(List<Object> things) {
            return "";
        }

        @Http.Get("/same")
        String one() {
            return "";
        }

        @Http(method = { "POST", "GET" }, url = "^/same$")
        String two() {
            return "";
        }

        @Http.Get("relative")
        String relative() {
            return "";
        }

        @StartedService
        Multi<String> multi() {
            return Multi.createFrom().empty();
        }

        @HttpError(100)
        String ok() {
            return "";
        }

        @StartService
        void start(String what) {
        }
    }

    @TomodachiService("shop")
    static class SecondShop {
    }

    static class NoService {

        @Http.Get("/stray")
        String stray() {
            return "";
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains(
                "@Http.Get method " + SHOP + "#hidden() is private",
                "@Http.Get method " + SHOP + "#fixed() is static",
                "@Http.Get method " + SHOP + "#badRegex() has the URL '/[unclosed', which is not a regular expression",
                "@Http.Get method " + SHOP + "#evil() has the URL '/evil/(?:a+)+', which can take exponential time: a path that"
                        + " begins with '/evil/a",
                "@Http.Get method " + SHOP + "#groupWithoutParameter() has the group 'id' in its URL '/group/(?<id>.+)' but no",
                "@Http.Get method " + SHOP + "#parameterWithoutGroup(String, String) declares parameter 'nid' but its URL",
                "@Http.Get method " + SHOP + "#unbindable(List<Object>) declares parameter 'things'",
                "@Http method " + SHOP + "#two()",
                "has the URL 'relative', which can match no path; begin it with a slash",
                "#multi() returns a Multi",
                "@HttpError method " + SHOP + "#ok() is for status 100",
                "@StartService method " + SHOP + "#start(String) declares parameter 'what'",
                SHOP + " has the name 'shop' like " + SecondShop.class.getName(),
                "@Http.Get method " + NoService.class.getName() + "#stray() is declared in a class that is not a service");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
