package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

/** The content type and the charset of text, for all services and for one. */
class HttpCharsetTest {

    private static final String TEXT = "åäö";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Common.class, Own.class, Full.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.content-type", "text/html")
            .overrideRuntimeConfigKey("quarkus.tomodachi.http.charset", "iso-8859-1")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"own\".http.charset", "utf-16be")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"full\".http.content-type", "text/plain; charset=utf-8");

    @TomodachiService("common")
    static class Common {

        @Http.Get("/common")
        String text() {
            return TEXT;
        }

        @Http.Get("/stream")
        Multi<String> stream() {
            return Multi.createFrom().items("å", "äö");
        }

        @Http.Get("/bytes")
        byte[] bytes() {
            return new byte[] { 1 };
        }

        @Http.Get("/described")
        Response described() {
            return Response.ok().contentType("text/css").body(TEXT);
        }

        @Http.Get("/unencodable")
        String unencodable() {
            return "友達";
        }

        @Http.Get("/json")
        String[] json() {
            return new String[] { TEXT };
        }
    }

    @TomodachiService("own")
    static class Own {

        @Http.Get("/own")
        String text() {
            return TEXT;
        }
    }

    @TomodachiService("full")
    static class Full {

        @Http.Get("/full")
        String text() {
            return TEXT;
        }
    }

    private static void check(String path, String contentType, String charset) {
        byte[] body = when().get(path).then().statusCode(200).header("Content-Type", is(contentType)).extract().asByteArray();
        assertThat(new String(body, Charset.forName(charset))).isEqualTo(TEXT);
    }

    @Test
    void isThatOfTheOptionWhereTheContentTypeNamesNone() {
        check("/common", "text/html; charset=iso-8859-1", "iso-8859-1");
        check("/stream", "text/html; charset=iso-8859-1", "iso-8859-1");
        check("/own", "text/html; charset=utf-16be", "utf-16be");
        check("/full", "text/plain; charset=utf-8", "utf-8");
        when().get("/bytes").then().header("Content-Type", is("text/html; charset=iso-8859-1"));
    }

    @Test
    void isNotThatOfOtherContentTypes() {
        check("/described", "text/css", "utf-8");
        assertThat(when().get("/json").then().header("Content-Type", is("application/json")).extract().asByteArray())
                .isEqualTo(("[\"" + TEXT + "\"]").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hasNoBytesForAllText() {
        when().get("/unencodable").then().statusCode(500).body(is(""));
    }
}
