package io.quarkiverse.tomodachi.deployment.http;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** The same where callers are authenticated only when someone asks who they are. */
class HttpLazySecurityTest extends SecurityChecks {

    @RegisterExtension
    static final QuarkusUnitTest APP = application().overrideConfigKey("quarkus.http.auth.proactive", "false");
}
