package io.quarkiverse.tomodachi.deployment.clients;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.restassured.RestAssured;

/**
 * Gives the applications of a test class of dev mode a port of their own, which the requests of the class go to by default.
 * Without it they listen on the same one as those of other JVMs.
 */
public final class DevModePort implements BeforeAllCallback, AfterAllCallback {

    private static final String KEY = "quarkus.http.port";

    private String settingBefore;
    private int portBefore;

    @Override
    public void beforeAll(ExtensionContext context) {
        String port = FreePort.find();
        settingBefore = System.setProperty(KEY, port);
        portBefore = RestAssured.port;
        RestAssured.port = Integer.parseInt(port);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        RestAssured.port = portBefore;
        if (settingBefore == null) {
            System.clearProperty(KEY);
        } else {
            System.setProperty(KEY, settingBefore);
        }
    }
}
