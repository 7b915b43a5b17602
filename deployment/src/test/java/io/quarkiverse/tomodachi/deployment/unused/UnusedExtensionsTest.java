package io.quarkiverse.tomodachi.deployment.unused;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.Arc;
import io.quarkus.builder.Version;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

class UnusedExtensionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Plain.class, Mapper.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())));

    private static final Pattern OUR_UNUSED = Pattern
            .compile("io\\.quarkiverse\\.tomodachi\\.runtime\\.(message|amqp|awssnssqs|schedule)\\.");

    @TomodachiService("plain")
    static class Plain {

        @Http.Get("/plain")
        String plain() {
            return "plain";
        }

        @Http.Get("/json")
        Map<String, Integer> json() {
            return Map.of("answer", 42);
        }
    }

    @Singleton
    static class Mapper implements ObjectMapperCustomizer {

        static final AtomicInteger MADE = new AtomicInteger();

        @Override
        public void customize(ObjectMapper mapper) {
            MADE.incrementAndGet();
        }
    }

    @Test
    void messagingAndSchedulerAreNeitherStartedNorThereAsBeans() {
        when().get("/plain").then().body(is("plain"));
        when().get("/q/health").then().statusCode(200).body("status", is("UP"));

        assertThat(Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE))
                .extracting(bean -> bean.getBeanClass().getName())
                .noneMatch(name -> name.startsWith("io.smallrye.reactive.messaging.")
                        || name.startsWith("io.quarkus.smallrye.reactivemessaging.")
                        || name.startsWith("io.quarkus.scheduler.runtime.SimpleScheduler")
                        || name.startsWith("software.amazon.") || name.startsWith("io.vertx.rabbitmq.")
                        || OUR_UNUSED.matcher(name).lookingAt());
        // threads of brokers may be left by tests of other applications
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> thread.getContextClassLoader() == application)
                .extracting(Thread::getName)
                .noneMatch(name -> name.matches("(?i).*(amqp|rabbit|aws|sdk-async|sqs|sns|schedul).*"));
    }

    @Test
    void jsonIsSetUpWhenItIsFirstUsed() {
        when().get("/plain").then().body(is("plain"));
        assertThat(Mapper.MADE).hasValue(0);

        when().get("/json").then().body("answer", is(42));
        when().get("/json").then().body("answer", is(42));
        assertThat(Mapper.MADE).hasValue(1);
    }
}
