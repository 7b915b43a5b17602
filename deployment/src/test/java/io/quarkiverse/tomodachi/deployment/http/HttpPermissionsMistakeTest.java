package io.quarkiverse.tomodachi.deployment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

class HttpPermissionsMistakeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Guarded.class, Whole.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-elytron-security-properties-file",
                    Version.getVersion())))
            .assertException(HttpPermissionsMistakeTest::assertAllAreTold);

    @TomodachiService("guarded")
    static class Guarded {

        @NonBlocking
        @PermissionsAllowed("read")
        @PermissionsAllowed("list")
        @Http.Get("/repeated")
        String repeated() {
            return "repeated";
        }

        @NonBlocking
        @PermissionsAllowed("read")
        @Websocket("/socket")
        void socket() {
        }

        @PermissionsAllowed("read")
        @Http.Get("/fine-worker")
        String fineWorker() {
            return "worker";
        }

        @PermissionsAllowed("read")
        @PermissionsAllowed("list")
        @Http.Get("/fine-uni")
        Uni<String> fineUni() {
            return Uni.createFrom().item("uni");
        }
    }

    @PermissionsAllowed("read")
    @TomodachiService("whole")
    static class Whole {

        @NonBlocking
        @Http.Get("/inherited")
        String inherited() {
            return "inherited";
        }

        @NonBlocking
        @RolesAllowed("admin")
        @Http.Get("/fine-roles")
        String fineRoles() {
            return "roles";
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("#fine").contains(
                "@Http.Get method " + Guarded.class.getName() + "#repeated() has @PermissionsAllowed",
                "@Websocket method " + Guarded.class.getName() + "#socket() has @PermissionsAllowed",
                "@Http.Get method " + Whole.class.getName() + "#inherited() has @PermissionsAllowed", "return a Uni");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
