package io.quarkiverse.tomodachi.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged application. */
@QuarkusIntegrationTest
class ObservedIT extends ObservedTest {

    @Override
    String launchMode() {
        return "normal";
    }
}
