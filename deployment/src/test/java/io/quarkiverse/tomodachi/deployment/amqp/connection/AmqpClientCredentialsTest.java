package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.impl.CredentialsProvider;

import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;

/** A provider of the client's type, as one for OAuth 2 is; one without a time of its own is asked before each connection. */
class AmqpClientCredentialsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(RoundTrip.class, Issuer.class, Other.class)
            .overrideConfigKey("rabbitmq-credentials-provider-name", "issuer")
            .overrideConfigKey("rabbitmq-username", "nobody")
            .overrideConfigKey("rabbitmq-password", "nothing");

    @Inject
    RoundTrip service;

    @Test
    void isFoundByItsIdentifier() {
        service.publish("data");
        service.awaitReceived("data");
        assertThat(service.received).containsExactly("data");
        assertThat(Issuer.RENEWED).hasValue(2);
    }

    @Singleton
    @Identifier("issuer")
    public static class Issuer implements CredentialsProvider {

        static final AtomicInteger RENEWED = new AtomicInteger();

        @Override
        public String getUsername() {
            return "guest";
        }

        @Override
        public String getPassword() {
            return RENEWED.get() > 0 ? "guest" : "none yet";
        }

        @Override
        public void refresh() {
            RENEWED.incrementAndGet();
        }
    }

    @Singleton
    @Identifier("other")
    public static class Other extends Issuer {
    }
}
