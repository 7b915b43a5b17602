package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.Users;
import io.quarkus.test.QuarkusUnitTest;

class HttpHandlersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Users
            .of(new QuarkusUnitTest().withApplicationRoot(
                    root -> root.addClasses(HttpHandlersService.class, Users.class)))
            .overrideConfigKey("shop.path", "configured")
            .overrideConfigKey("shop.order", "/o/(?<kind>[a-z]+)/(?<id>[0-9]+)")
            .overrideRuntimeConfigKey("shop.prefix", "(?<tenant>[a-z]+)/items")
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "1024");

    @Test
    void bindsGroupsOfTheUrl() {
        when().get("/resource/7").then().statusCode(200).body(is("id = 7")).contentType("text/plain; charset=utf-8");
        when().get("/resource/7/").then().statusCode(200).body(is("id = 7"));
        given().urlEncodingEnabled(false).get("/resource/a%2Fb%25%20c").then().body(is("id = a/b% c"));
        given().urlEncodingEnabled(false).get("/resource/%E5%8F%8B").then().body(is("id = 友"));
        given().urlEncodingEnabled(false).get("/resource/%ff").then().statusCode(400);
        when().get("/python/anna/3").then().body(is("anna3-"));
        when().get("/python/anna/3/x/y").then().body(is("anna3x/y"));
        when().get("/python/anna/99999999999").then().statusCode(400).body(not(containsString("NumberFormat")));
        when().get("/configured/x").then().body(is("shop/configured/x"));
        when().get("/o/a/7").then().body(is("a 7"));
        when().get("/unset/b").then().body(is("b"));
        when().get("/t/items/c").then().body(is("cOptional[t]"));
        when().get("/inherited").then().body(is("inherited"));
    }

    @Test
    void convertsParameters() {
        String id = "123e4567-e89b-42d3-a456-426614174000";
        given().header("X-Trace", "t").get("/types/" + id + "/RED?limit=3").then().statusCode(200)
                .contentType("application/json").body("id", is(id)).body("color", is("RED")).body("limit", is("3"))
                .body("trace", is("t"));
        when().get("/types/" + id + "/GREEN").then().body("limit", is("null"));
        when().get("/types/" + id + "/BLUE").then().statusCode(400);
        when().get("/types/" + id + "/RED?limit=x").then().statusCode(400);
    }

    @Test
    void readsBodies() {
        given().body("{\"name\":\"a\",\"count\":1}").post("/items").then().statusCode(200).body("count", is(2));
        given().contentType("application/json").body("{\"name\":").post("/items").then().statusCode(400)
                .body(is("The body is not JSON (line 1, column 9)"));
        given().body("{\"name\":\"a\",\"count\":\"many\"}").post("/items").then().statusCode(400);
        given().body("null").post("/items").then().statusCode(400);
        when().post("/items").then().statusCode(400);
        given().contentType("application/json").body("[".repeat(1_024)).post("/items").then().statusCode(400);
        given().body("[{\"name\":\"a\",\"count\":1},{\"name\":\"b\",\"count\":2}]").post("/lists").then().body(is("3"));
        given().body("bytes").post("/echo").then().body(is("bytes"));
        String form = "application/x-www-form-urlencoded";
        given().contentType(form).body("{\"name\":\"" + "a".repeat(900) + "\",\"count\":1}").post("/items").then()
                .statusCode(200).body("count", is(2));
        given().contentType(form).body("x".repeat(2048)).post("/echo").then().statusCode(413);
    }

    @Test
    void writesResults() {
        when().get("/health").then().statusCode(201).body(is("Healthy"));
        equalTo(List.of("1", "2")).matches(when().post("/health").headers().getValues("X-A"));
        when().head("/health").then().statusCode(201).header("Content-Length", "7");
        when().get("/void").then().statusCode(200).body(is(""));
        when().get("/uni").then().body(is("loop true"));
        when().get("/stage").then().body(is("stage"));
        when().get("/plain").then().body(is("worker true"));
    }

    @Test
    void matchesInDeclarationOrder() {
        when().get("/first").then().body(is("several"));
        when().get("/second").then().body(is("several"));
        when().get("/third").then().body(is("several"));
        when().get("/firm").then().body(is("later"));
    }

    @Test
    void leavesSecurityToQuarkus() {
        when().get("/unauthorized").then().statusCode(401);
        when().get("/forbidden").then().statusCode(403);
        when().get("/roles").then().statusCode(401);
        given().auth().preemptive().basic("anna", "a").get("/roles").then().statusCode(200).body(is("admin"));
        given().auth().preemptive().basic("bert", "b").get("/roles").then().statusCode(403);
        given().urlEncodingEnabled(false).get("/admin/x/../../first").then().body(is("several"));
        given().urlEncodingEnabled(false).get("/admin/x/%2e%2e/y").then().body(is("admin y"));
    }

    @Test
    void answersBodiesOverTheLimit() {
        given().body(new byte[2048]).post("/echo").then().statusCode(413).body("error", is("too large"));
        given().body(new byte[1024]).post("/echo").then().statusCode(200);
    }

    @Test
    void endsResponsesThatHadBegun() {
        assertThatThrownBy(() -> when().get("/begun").asString()).isInstanceOf(Exception.class);
    }

    @Test
    void answersWhatFailed() {
        when().get("/nothing/here").then().statusCode(404).body("error", is("not-found")).body("path", is("/nothing/here"));
        when().delete("/health").then().statusCode(405).header("Allow", "GET,HEAD,POST").body(is("Method Not Allowed"));
        when().get("/teapot").then().statusCode(418).body(not(containsString("secret")));
        when().get("/gone").then().statusCode(410).body("status", is(410));
        when().get("/gone-too").then().statusCode(410).body("status", is(410));
        when().get("/lost").then().statusCode(402).body(is("it was here"));
        when().get("/broken").then().statusCode(500).body(is(""));
        when().get("/failing-json").then().statusCode(500).body(is(""));
        when().get("/header-injection").then().statusCode(500).header("X-B", nullValue()).body(is(""));
        when().get("/conflict").then().statusCode(500).body(is(""));
    }
}
