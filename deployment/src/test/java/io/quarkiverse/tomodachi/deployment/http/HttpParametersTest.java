package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Cookie;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class HttpParametersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Values.class, Color.class, Code.class, Amount.class))
            .overrideRuntimeConfigKey("page.size", "20");

    enum Color {
        RED,
        GREEN
    }

    record Code(String text) {

        static Code fromString(String text) {
            if (text.length() != 3) {
                throw new IllegalArgumentException("secret");
            }
            return new Code(text);
        }
    }

    static class Amount {

        private final int cents;

        Amount(String text) {
            cents = Integer.parseInt(text.replace(".", ""));
        }

        @Override
        public String toString() {
            return cents + " cents";
        }
    }

    @TomodachiService("values")
    static class Values {

        @Http.Get("/lists")
        String lists(@Query List<Integer> id, @Header("X-Tag") Set<String> tags, @Cookie("c") String[] cookies,
                @Query int[] n, @Query List<Color> color) {
            return id + " " + tags + " " + Arrays.toString(cookies) + " " + Arrays.toString(n) + " " + color;
        }

        @Http.Get("/defaults")
        @Http.Get("/defaults/(?<page>\\d+)")
        @Http.Get("/defaults/all/(?<tag>[a-z]+)?")
        String defaults(@DefaultValue("1") int page, @DefaultValue("none") String tag,
                @Query @DefaultValue("${page.size}") int size, @Query @DefaultValue("RED") List<Color> color,
                @Header("X-A") @DefaultValue("P1D") Optional<Duration> header, @Cookie @DefaultValue("true") boolean cookie) {
            return page + " " + tag + " " + size + " " + color + " " + header.get().toHours() + " " + cookie;
        }

        @Http.Get("/times/(?<day>[^/]+)")
        String times(LocalDate day, @Query Instant at, @Query Duration wait, @Query ZoneId zone) {
            return day.plusDays(1) + " " + at.getEpochSecond() + " " + wait.toSeconds() + " " + zone;
        }

        @Http.Get("/others")
        String others(@Query URI uri, @Query Locale locale, @Query Code code, @Query Optional<Amount> amount,
                @Query List<Code> codes) {
            return uri.getHost() + " " + locale.getLanguage() + " " + code + " " + amount + " " + codes;
        }

        @Http.Get("/required")
        String required(@Query int limit) {
            return "limit " + limit;
        }

        @Http.Get("/optional(?:/(?<id>\\d+))?")
        String optional(Optional<Integer> id, @Query Integer boxed, @Query Optional<Boolean> flag) {
            return id + " " + boxed + " " + flag;
        }
    }

    @Test
    void bindsAllValues() {
        given().urlEncodingEnabled(false).header("X-Tag", "a", "b").header("Cookie", "c=1; d=2; c=3")
                .get("/lists?id=1&id=2&n=3&n=4&color=RED").then()
                .body(is("[1, 2] [a, b] [1, 3] [3, 4] [RED]"));
        when().get("/lists").then().body(is("[] [] [] [] []"));
        when().get("/lists?id=1&id=x").then().statusCode(400)
                .body(is("The query parameter 'id' is not a whole number of 32 bits"));
    }

    @Test
    void appliesDefaults() {
        when().get("/defaults").then().body(is("1 none 20 [RED] 24 true"));
        when().get("/defaults/7?size=5&color=GREEN&color=RED").then().body(is("7 none 5 [GREEN, RED] 24 true"));
        when().get("/defaults/all/").then().body(is("1 none 20 [RED] 24 true"));
        given().header("X-A", "PT2H").cookie("cookie", "false").get("/defaults/all/x").then()
                .body(is("1 x 20 [RED] 2 false"));
    }

    @Test
    void convertsTypesOfTheJdk() {
        when().get("/times/2030-01-31?at=2030-01-31T00:00:00Z&wait=PT1M&zone=Europe/Stockholm").then()
                .body(is("2030-02-01 1896048000 60 Europe/Stockholm"));
        when().get("/times/2030-13-31?at=x").then().statusCode(400)
                .body(is("The path parameter 'day' is not a date such as 2030-01-31"));
    }

    @Test
    void convertsTypesThatAreMadeFromText() {
        when().get("/others?uri=http://localhost/x&locale=sv-SE&code=abc&amount=1.50&codes=abc&codes=def").then()
                .body(is("localhost sv Code[text=abc] Optional[150 cents] [Code[text=abc], Code[text=def]]"));
        when().get("/others?uri=http://localhost/x&locale=sv-SE&code=abcd").then().statusCode(400)
                .body(is("The query parameter 'code' is not well formed"));
        when().get("/others?uri=http://localhost/x&locale=sv-SE&code=abc&amount=a.b").then().statusCode(400)
                .body(not(containsString("NumberFormat")));
    }

    @Test
    void namesWhatIsMissing() {
        when().get("/required").then().statusCode(400).contentType("text/plain; charset=utf-8")
                .body(is("The query parameter 'limit' is missing"));
        when().get("/required?limit=").then().statusCode(400);
        when().get("/required?limit=3").then().body(is("limit 3"));
        when().get("/optional").then().body(is("Optional.empty null Optional.empty"));
        when().get("/optional/3?boxed=4&flag=TRUE").then().body(is("Optional[3] 4 Optional[true]"));
    }
}
