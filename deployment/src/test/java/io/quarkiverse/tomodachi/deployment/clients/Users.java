package io.quarkiverse.tomodachi.deployment.clients;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** Two users that an application can know: anna is an admin and has the password a, bert is a user and has the password b. */
public final class Users {

    /** Headers by which they prove who they are. */
    public static final String ANNA = "Authorization: " + basic("anna", "a");
    public static final String BERT = "Authorization: " + basic("bert", "b");

    private static final String EMBEDDED = "quarkus.security.users.embedded.";

    private Users() {
    }

    /** Makes them known to an application that has no forced dependencies of its own. */
    public static QuarkusUnitTest of(QuarkusUnitTest application) {
        return application
                .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-elytron-security-properties-file",
                        Version.getVersion())))
                .overrideConfigKey("quarkus.http.auth.basic", "true")
                .overrideConfigKey(EMBEDDED + "enabled", "true")
                .overrideConfigKey(EMBEDDED + "plain-text", "true")
                .overrideConfigKey(EMBEDDED + "users.anna", "a")
                .overrideConfigKey(EMBEDDED + "users.bert", "b")
                .overrideConfigKey(EMBEDDED + "roles.anna", "admin")
                .overrideConfigKey(EMBEDDED + "roles.bert", "user");
    }

    /** @return the value of the header */
    public static String basic(String name, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
