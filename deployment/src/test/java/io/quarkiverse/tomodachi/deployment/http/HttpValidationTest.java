package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class HttpValidationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Validated.class, Basket.class, Line.class, Store.class))
            .setForcedDependencies(
                    List.of(Dependency.of("io.quarkus", "quarkus-hibernate-validator", Version.getVersion())));

    public record Line(@NotBlank(message = "must have a name") String name) {
    }

    public record Basket(@Valid @Size(min = 1, message = "must not be empty") List<Line> lines) {
    }

    @Singleton
    public static class Store {

        public String find(@NotBlank String name) {
            return name;
        }
    }

    @TomodachiService("validated")
    public static class Validated {

        @Inject
        Store store;

        @Http.Get("/page")
        public Uni<String> page(@Query @Max(value = 10, message = "must be at most 10") int size) {
            return Uni.createFrom().item("page " + size);
        }

        @Http.Post("/basket")
        public String basket(@Body @Valid Basket basket) {
            return "lines " + basket.lines().size();
        }

        @Http.Get("/result/(?<text>.*)")
        @Size(max = 3)
        public String result(String text) {
            return text;
        }

        @Http.Get("/store")
        public String store() {
            return store.find("");
        }
    }

    @Test
    void tellsWhatIsRefused() {
        when().get("/page?size=10").then().statusCode(200).body(is("page 10"));
        when().get("/page?size=11").then().statusCode(400).contentType("application/json")
                .body("violations[0].field", is("size")).body("violations[0].message", is("must be at most 10"));
        given().contentType("application/json").body("{\"lines\":[{\"name\":\"a\"},{\"name\":\"\"}]}").post("/basket").then()
                .statusCode(400).body("status", is(400)).body("violations.size()", is(1))
                .body("violations[0].field", is("basket.lines[1].name"))
                .body("violations[0].message", is("must have a name"));
        given().contentType("application/json").body("{\"lines\":[]}").post("/basket").then().statusCode(400)
                .body("violations[0].field", is("basket.lines"));
        given().contentType("application/json").body("{\"lines\":[{\"name\":\"a\"}]}").post("/basket").then()
                .statusCode(200).body(is("lines 1"));
    }

    @Test
    void blamesTheServerForTheRest() {
        when().get("/result/abc").then().statusCode(200);
        when().get("/result/abcd").then().statusCode(500).body(is(""));
        when().get("/store").then().statusCode(500).body(is(""));
    }
}
