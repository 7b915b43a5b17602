package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

class PublishingChannelTest {

    private final List<String> calls = new ArrayList<>();

    /** Each attempt would leave another one behind, until the connection has none left. */
    @Test
    void closesAChannelThatTheBrokerDidNotAnswer() {
        Connection connection = proxy(Connection.class, proxy(Channel.class, null));

        assertThatIOException().isThrownBy(() -> new PublishingChannel(connection)).withMessage("no answer");
        assertThat(calls).containsExactly("createChannel", "confirmSelect", "isOpen", "close");
    }

    private <T> T proxy(Class<T> type, Channel channel) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
            calls.add(method.getName());
            if (method.getName().equals("confirmSelect")) {
                throw new IOException("no answer");
            }
            return method.getReturnType() == boolean.class ? (Object) true : channel;
        }));
    }
}
