package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.SocketFactory;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;

class UnflushedFramesTest {

    private static final int MESSAGES = 60;

    private final AtomicInteger writes = new AtomicInteger();

    /** Each write is a call of the operating system, and wakes the broker. */
    @Test
    void largeMessagesGoOutSeveralAtATimeAndWhole() throws Exception {
        try (AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start()) {
            UnflushedFrames.Factory factory = new UnflushedFrames.Factory();
            factory.setHost("127.0.0.1");
            factory.setPort(broker.port());
            factory.setAutomaticRecoveryEnabled(false);
            factory.setSocketFactory(new Counting());
            try (Connection connection = factory.newConnection(); Channel channel = connection.createChannel()) {
                channel.confirmSelect();
                String queue = channel.queueDeclare().getQueue();
                int before = writes.get();
                for (int number = 0; number < MESSAGES; number++) {
                    byte[] body = body(number);
                    UnflushedFrames.write(() -> channel.basicPublish("", queue, null, body));
                }
                UnflushedFrames.flush(connection);
                assertThat(writes.get() - before).isLessThan(MESSAGES / 2);

                channel.waitForConfirmsOrDie(20_000);
                for (int number = 0; number < MESSAGES; number++) {
                    assertThat(channel.basicGet(queue, true).getBody()).isEqualTo(body(number));
                }
            }
        }
    }

    private static byte[] body(int number) {
        byte[] body = new byte[10_000];
        Arrays.fill(body, (byte) number);
        return body;
    }

    /** Sockets whose writes are counted. */
    private final class Counting extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public OutputStream getOutputStream() throws IOException {
                    return new FilterOutputStream(super.getOutputStream()) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            writes.incrementAndGet();
                            out.write(bytes, offset, length);
                        }
                    };
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
