package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class HttpBesideRestTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Service.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .overrideConfigKey("quarkus.http.root-path", "/api");

    @Path("/rest")
    public static class Resource {

        @GET
        public String get() {
            return "rest";
        }

        @GET
        @Path("/shared")
        public String shared() {
            return "rest shared";
        }
    }

    @TomodachiService("beside")
    static class Service {

        @Http.Get("/ours/(?<id>[a-z]+)")
        String ours(String id) {
            return "ours " + id;
        }

        @Http.Post("/rest/shared")
        String shared() {
            return "posted";
        }

        @HttpError(404)
        Map<String, Object> notFound() {
            return Map.of("error", "not-found");
        }
    }

    @Test
    void leavesTheResourcesOfRestAlone() {
        when().get("/ours/a").then().statusCode(200).body(is("ours a"));
        when().get("/rest").then().statusCode(200).body(is("rest"));
        when().get("/rest/shared").then().statusCode(200).body(is("rest shared"));
        when().post("/rest/shared").then().statusCode(200).body(is("posted"));
        given().basePath("/").get("/ours/a").then().statusCode(404);
        when().get("/nothing").then().statusCode(404).body("error", is("not-found"));
        when().put("/ours/a").then().statusCode(405).header("Allow", is("GET,HEAD"));
    }
}
