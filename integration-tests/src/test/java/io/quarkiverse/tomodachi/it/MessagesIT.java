package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged application. */
@QuarkusIntegrationTest
class MessagesIT extends MessagesTest {

    @Test
    @DisabledOnIntegrationTest(value = "the JVM knows all classes", forArtifactTypes = DisabledOnIntegrationTest.ArtifactType.JAR)
    void tellsOfClassesThatJacksonDoesNotKnow() {
        when().post("/unknown/U-1").then().statusCode(200)
                .body(containsString("Invoices$Unknown"))
                .body(containsString("@RegisterForReflection"));
    }
}
