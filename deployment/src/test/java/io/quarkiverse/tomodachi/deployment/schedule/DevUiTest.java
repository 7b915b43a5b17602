package io.quarkiverse.tomodachi.deployment.schedule;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class DevUiTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(DevUiService.class)
                    .addAsResource(new StringAsset("quarkus.devservices.enabled=false\n"), "application.properties"));

    @Test
    void showsSchedulesBesideThoseOfQuarkusAndCallsThem() {
        String service = DevUiService.class.getName();
        when().get("/methods").then().statusCode(200).body("", hasSize(2)).body("", hasItems(
                service + "#ofQuarkus [of quarkus 1000s]",
                service + "#called() [schedule-dev-ui-called every day, mine 1000s]"));
        when().post("/execute").then().statusCode(200).body("", equalTo(1));
    }
}
