package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.SaslConfig;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.impl.LongStringHelper;

/** Who may connect, to what, and within which limits. */
class HandshakeTest extends BrokerTest {

    @Test
    void serverTellsWhatItIsAndCan() {
        Map<String, Object> properties = connection.getServerProperties();
        ours().ifPresent(broker -> assertThat(properties.get("product")).hasToString("tomodachi-amqp"));
        @SuppressWarnings("unchecked")
        Map<String, Object> capabilities = (Map<String, Object>) properties.get("capabilities");
        assertThat(capabilities).contains(Map.entry("publisher_confirms", true), Map.entry("basic.nack", true),
                Map.entry("consumer_cancel_notify", true), Map.entry("exchange_exchange_bindings", true),
                Map.entry("per_consumer_qos", true), Map.entry("authentication_failure_close", true),
                Map.entry("connection.blocked", true), Map.entry("consumer_priorities", true));
    }

    @Test
    void wrongPasswordIsRefused() {
        ConnectionFactory wrong = factory.clone();
        wrong.setPassword("not this");
        assertThatThrownBy(wrong::newConnection).isInstanceOf(AuthenticationFailureException.class)
                .hasMessageContaining("ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN");
        wrong.setUsername("nobody");
        assertThatThrownBy(wrong::newConnection).isInstanceOf(AuthenticationFailureException.class);
    }

    @Test
    void amqplainIsAcceptedToo() throws Exception {
        ConnectionFactory other = factory.clone();
        other.setSaslConfig(amqplain(factory.getUsername(), factory.getPassword()));
        try (Connection accepted = other.newConnection()) {
            assertThat(accepted.isOpen()).isTrue();
        }
        other.setSaslConfig(amqplain(factory.getUsername(), "wrong"));
        assertThatThrownBy(other::newConnection).isInstanceOf(AuthenticationFailureException.class);
    }

    @Test
    void unknownVirtualHostIsRefused() {
        ConnectionFactory elsewhere = factory.clone();
        elsewhere.setVirtualHost("nowhere");
        assertThatThrownBy(elsewhere::newConnection).isInstanceOf(IOException.class).rootCause()
                .hasMessageContaining("530").hasMessageContaining("NOT_ALLOWED - vhost nowhere not found");
    }

    @Test
    void virtualHostsAreSeparate() throws Exception {
        if (ours().isEmpty()) {
            return;
        }
        String queue = newQueue();
        ConnectionFactory elsewhere = factory.clone();
        elsewhere.setVirtualHost("second");
        try (Connection other = elsewhere.newConnection(); Channel there = other.createChannel()) {
            there.queueDeclare(queue, false, true, false, null);
            there.basicPublish("", queue, PLAIN, bytes("m"));
            assertThat(there.messageCount(queue)).isEqualTo(1);
        }
        assertThat(count(queue)).isZero();
    }

    @Test
    void limitsAreAgreedOn() throws Exception {
        ConnectionFactory modest = factory.clone();
        modest.setRequestedChannelMax(3);
        modest.setRequestedFrameMax(4096);
        modest.setRequestedHeartbeat(30);
        try (Connection limited = modest.newConnection()) {
            assertThat(limited.getChannelMax()).isEqualTo(3);
            assertThat(limited.getFrameMax()).isEqualTo(4096);
            assertThat(limited.getHeartbeat()).isEqualTo(30);
            Channel small = limited.createChannel();
            String queue = small.queueDeclare().getQueue();
            byte[] body = new byte[50_000];
            body[49_999] = 1;
            small.basicPublish("", queue, PLAIN, body);
            assertThat(Collector.on(small, queue, true).awaited(1).get(0).getBody()).isEqualTo(body);
        }
    }

    @Test
    void heartbeatsKeepAnIdleConnection() throws Exception {
        ConnectionFactory eager = factory.clone();
        eager.setRequestedHeartbeat(1);
        try (Connection idle = eager.newConnection()) {
            // Later than a client or broker that hears nothing gives up
            await().during(Duration.ofMillis(2_600)).atMost(PATIENCE)
                    .until(idle::isOpen);
        }
    }

    @Test
    void manyChannelsCanBeOpen() throws Exception {
        for (int i = 0; i < 200; i++) {
            Channel another = connection.createChannel();
            assertThat(another.queueDeclare("", false, true, true, null).getQueue()).isNotEmpty();
        }
    }

    private static SaslConfig amqplain(String user, String password) {
        return mechanisms -> new SaslMechanism() {
            @Override
            public String getName() {
                return "AMQPLAIN";
            }

            @Override
            public LongString handleChallenge(LongString challenge, String username, String ignored) {
                return LongStringHelper.asLongString("\5LOGINS" + prefixed(user) + "\10PASSWORDS" + prefixed(password));
            }
        };
    }

    private static String prefixed(String text) {
        return "\0\0\0" + (char) text.length() + text;
    }
}
