package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/** Nobody says which of several stores of locks all replicas share. */
class SeveralLockProvidersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Jobs.class, Locks.class, First.class, Second.class))
            .setForcedDependencies(List.of(Dependency.of("net.javacrumbs.shedlock", "shedlock-core", "6.9.2")))
            .assertException(SeveralLockProvidersTest::assertAreTold);

    @TomodachiService("jobs")
    static class Jobs {

        @Schedule(interval = "hourly", cluster = true)
        void once() {
        }
    }

    abstract static class Locks implements LockProvider {

        @Override
        public Optional<SimpleLock> lock(LockConfiguration lock) {
            return Optional.empty();
        }
    }

    @Singleton
    static class First extends Locks {
    }

    @Singleton
    static class Second extends Locks {
    }

    private static void assertAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains("@Schedule method " + Jobs.class.getName() + "#once() is to be called once per"
                + " cluster, but there are several beans of net.javacrumbs.shedlock.core.LockProvider: ", First.class.getName(),
                Second.class.getName(), "; give all but one a qualifier, or make one an alternative");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
