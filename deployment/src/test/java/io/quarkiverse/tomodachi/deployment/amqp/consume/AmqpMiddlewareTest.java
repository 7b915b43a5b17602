package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Middleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class AmqpMiddlewareTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Shop.class, Outer.class, Tuner.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "100MS");

    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @Inject
    AmqpPublisher publisher;

    static class Outer implements Middleware<HandlerCall> {

        @Override
        public Uni<Object> handle(HandlerCall call, Next next) {
            call.attributes().put("outer", true);
            return next.proceed().onFailure().invoke(failure -> EVENTS.add("failed " + failure.getMessage()));
        }
    }

    static class Tuner implements MessageMiddleware {

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            assertThat(call.attributes()).containsEntry("outer", true);
            String text = ((JsonNode) call.data()).asText();
            return switch (text) {
                case "short" -> Uni.createFrom().item("not used");
                case "swallow" -> next.proceed().onFailure().recoverWithNull();
                case "later" -> call.attempt() == 1 ? Uni.createFrom().failure(new IllegalStateException("later"))
                        : next.proceed();
                case "override" -> {
                    EVENTS.add(call.arguments() + " " + (call.message() instanceof AmqpMessage) + " "
                            + call.metadata().topic() + " " + call.messageAttributes());
                    call.argument("data", "overridden");
                    yield next.proceed();
                }
                case "transport" -> {
                    call.argument("routingKey", "x");
                    yield next.proceed();
                }
                default -> next.proceed();
            };
        }
    }

    @TomodachiService(value = "shop", envelope = JsonEnvelope.class, messageMiddleware = { Outer.class, Tuner.class })
    static class Shop {

        @Amqp(value = "things", concurrency = 1)
        void thing(String data, String routingKey) {
            EVENTS.add(data);
            if (data.equals("swallow")) {
                throw new IllegalStateException("swallowed");
            }
        }
    }

    /** With one message at a time, one that stayed unacknowledged would hold up all that follow. */
    @Test
    void settlesByWhatTheOutermostMiddlewareReturns() {
        for (int i = 0; i < 50; i++) {
            publisher.publishAndAwait("short", "things");
            publisher.publishAndAwait("swallow", "things");
        }
        publisher.publishAndAwait("override", "things");
        publisher.publishAndAwait("later", "things");

        await().until(() -> EVENTS.contains("later"));
        assertThat(EVENTS.stream().filter("swallow"::equals)).hasSize(50);
        assertThat(EVENTS).contains("[data] true things {}", "overridden", "failed later").doesNotContain("short");
    }

    @Test
    void failsWhereATransportValueIsOverridden() {
        publisher.publishAndAwait("transport", "things");

        await().until(() -> EVENTS.stream().anyMatch(event -> event.startsWith("failed Parameter 'routingKey' of "
                + Shop.class.getName() + "#thing(String, String) stands for the occurrence itself")));
        assertThat(EVENTS).doesNotContain("transport");
    }
}
