package io.quarkiverse.tomodachi.deployment.unused;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** The threads that other tests in this JVM have left, by way of a property as the application has its own class loader. */
    private static final String EARLIER = "tomodachi.test.threads";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Plain.class))
            .setBeforeAllCustomizer(() -> System.setProperty(EARLIER, threads().keySet().toString()));

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

        assertThat(transports).extracting(Transport::name).containsExactly("http");
        assertThat(Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE))
                .extracting(bean -> bean.getTypes().toString())
                .noneMatch(types -> types.contains("software.amazon.awssdk.services") || types.contains("MessageReceivers")
                        || types.contains("tomodachi.runtime.amqp") || types.contains("tomodachi.runtime.awssnssqs"));
        assertThat(scheduler.isStarted()).isFalse();
        Map<Long, String> started = threads();
        started.keySet().removeIf(id -> System.getProperty(EARLIER).matches(".*\\b" + id + "\\b.*"));
        assertThat(started.values()).isNotEmpty().map(name -> name.toLowerCase(Locale.ROOT))
                .noneMatch(name -> name.contains("amqp") || name.contains("rabbit") || name.contains("aws")
                        || name.contains("sqs") || name.contains("sdk"));
    }

    private static Map<Long, String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .collect(Collectors.toMap(Thread::getId, Thread::getName, (a, b) -> a, TreeMap::new));
    }
}
