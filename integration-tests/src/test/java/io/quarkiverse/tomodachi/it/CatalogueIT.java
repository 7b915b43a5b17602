package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged application. */
@QuarkusIntegrationTest
class CatalogueIT extends CatalogueTest {

    @Test
    @DisabledOnIntegrationTest(value = "the JVM knows all classes", forArtifactTypes = DisabledOnIntegrationTest.ArtifactType.JAR)
    void failsForClassesThatJacksonDoesNotKnow() {
        when().get("/catalogue/unknown").then().statusCode(500).body(is(""));
        when().get("/health").then().statusCode(200);
    }

    @Test
    @DisabledOnIntegrationTest(value = "the JVM knows all charsets", forArtifactTypes = DisabledOnIntegrationTest.ArtifactType.JAR)
    void refusesCharsetsThatWereLeftOut() {
        text("windows-1252").statusCode(415);
    }
}
