package io.quarkiverse.tomodachi.deployment.staticfiles;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.DevModePort;
import io.quarkus.test.QuarkusDevModeTest;

@ExtendWith(DevModePort.class)
class StaticFilesReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(StaticFilesReloadService.class)
                    .addAsResource(new StringAsset("first"), "web/page.txt"));

    @Test
    void seesChangedAndNewFiles() {
        when().get("/web/page.txt").then().statusCode(200).body(is("first"));
        APP.modifyResourceFile("web/page.txt", text -> "second version");
        when().get("/web/page.txt").then().statusCode(200).body(is("second version"));
        when().get("/web/new.txt").then().statusCode(404);
        APP.addResourceFile("web/new.txt", "new");
        when().get("/web/new.txt").then().statusCode(200).body(is("new"));
    }
}
