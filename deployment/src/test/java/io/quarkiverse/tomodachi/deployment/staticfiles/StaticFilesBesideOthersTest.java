package io.quarkiverse.tomodachi.deployment.staticfiles;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class StaticFilesBesideOthersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Site.class, Resource.class)
                    .addAsResource(new StringAsset("start"), "web/index.html")
                    .addAsResource(new StringAsset("file"), "web/handled")
                    .addAsResource(new StringAsset("deep"), "web/deep/index.html")
                    .addAsResource(new StringAsset("quarkus"), "META-INF/resources/plain.txt"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", Version.getVersion())))
            .overrideConfigKey("quarkus.http.root-path", "/base")
            .setLogRecordPredicate(record -> "io.quarkiverse.tomodachi.http.access".equals(record.getLoggerName())
                    || record.getLevel().intValue() >= Level.SEVERE.intValue())
            .assertLogRecords(records -> assertThat(records).isNotEmpty().allSatisfy(
                    record -> assertThat(record.getLevel().intValue()).isLessThan(Level.SEVERE.intValue()))
                    .noneMatch(record -> record.getMessage().contains("quiet")));

    @Path("/rest")
    public static class Resource {

        @GET
        public String get() {
            return "rest";
        }
    }

    @TomodachiService("site")
    static class Site {

        @HttpStatic(path = "classpath:web", url = "/quiet/", index = "index.html", ignoreLogging = { 200, 301 })
        @HttpStatic(path = "classpath:web", url = "/", index = "index.html")
        void files() {
        }

        @Http.Get("/handled")
        String handled() {
            return "handler";
        }

        @HttpError(404)
        Map<String, Object> notFound() {
            return Map.of("error", "not-found");
        }
    }

    @Test
    void leavesTheOthersWhatTheyAnswer() {
        when().get("/").then().statusCode(200).body(is("start"));
        when().get("/index.html").then().body(is("start"));
        when().get("/handled").then().body(is("handler"));
        when().get("/quiet/handled").then().body(is("file"));
        when().get("/rest").then().body(is("rest"));
        when().get("/plain.txt").then().body(is("quarkus"));
        when().get("/nothing").then().statusCode(404).body("error", is("not-found"));
        when().post("/index.html").then().statusCode(405).header("Allow", is("GET,HEAD"));
        when().get("/quiet/deep/").then().body(is("deep"));
        given().redirects().follow(false).get("/quiet/deep").then().statusCode(301).header("Location", is("/base/quiet/deep/"));
        given().basePath("/").get("/index.html").then().statusCode(404);
    }
}
