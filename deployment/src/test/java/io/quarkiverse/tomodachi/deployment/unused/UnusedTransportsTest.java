package io.quarkiverse.tomodachi.deployment.unused;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class UnusedTransportsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Plain.class));

    @TomodachiService("plain")
    static class Plain {

        @Http.Get("/plain")
        String plain() {
            return "plain";
        }
    }

    @Inject
    @All
    List<Transport> transports;

    @Inject
    Scheduler scheduler;

    @Test
    void anApplicationWithHttpOnlyHasNothingElse() {
        when().get("/plain").then().body(is("plain"));

        assertThat(transports).isEmpty();
        assertThat(Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE))
                .extracting(bean -> bean.getTypes().toString())
                .noneMatch(types -> types.contains("software.amazon.awssdk.services") || types.contains("MessageReceivers")
                        || types.contains("tomodachi.runtime.amqp") || types.contains("tomodachi.runtime.awssnssqs"));
        assertThat(scheduler.isStarted()).isFalse();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).map(String::toLowerCase)
                .noneMatch(name -> name.contains("amqp") || name.contains("rabbit") || name.contains("aws")
                        || name.contains("sqs") || name.contains("sdk"));
    }
}
