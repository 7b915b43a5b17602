package org.acme.orders;

import io.quarkus.test.common.DevServicesContext;
import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same with the packaged application. */
@QuarkusIntegrationTest
class OrdersIT extends OrdersTest {

    DevServicesContext devServices;

    @Override
    Brokers brokers() {
        return Brokers.of(devServices.devServicesProperties()::get);
    }
}
