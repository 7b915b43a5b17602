package io.quarkiverse.tomodachi.deployment.http;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HttpSecurityTest extends SecurityChecks {

    @RegisterExtension
    static final QuarkusUnitTest APP = application();
}
