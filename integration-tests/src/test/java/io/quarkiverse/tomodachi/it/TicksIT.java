package io.quarkiverse.tomodachi.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged application. */
@QuarkusIntegrationTest
class TicksIT extends TicksTest {
}
