package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;

/** A consumer without prefetch limit that does not read: its messages stay in the queue, not in a buffer without end. */
class SlowConsumerTest extends BrokerTest {

    private static final int BODY = 100_000;
    private static final int MESSAGES = 400;

    @Test
    void messagesWaitInTheQueueUntilTheConsumerReads() throws Exception {
        String queue = newQueue();
        try (RawClient slow = RawClient.ready(factory.getHost(), factory.getPort())) {
            slow.method(1, MethodId.BASIC_CONSUME,
                    new WireWriter().shortInt(0).shortString(queue).shortString("slow").bit(false).bit(true).bit(false)
                            .bit(false).longInt(0));
            slow.expect(MethodId.BASIC_CONSUME_OK);
            channel.confirmSelect();
            for (int i = 0; i < MESSAGES; i++) {
                channel.basicPublish("", queue, PLAIN, new byte[BODY]);
            }
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());
            if (ours().isPresent()) {
                // Operating systems buffer some megabytes, of 40 that were sent
                assertThat(count(queue)).isGreaterThan(MESSAGES / 2);
            }
            assertThat(read(slow)).isEqualTo(MESSAGES);
        }
        await().atMost(PATIENCE).until(() -> count(queue) == 0);
    }

    private static int read(RawClient slow) throws Exception {
        int delivered = 0;
        long octets = 0;
        while (octets < (long) MESSAGES * BODY) {
            Optional<Frame> frame = slow.read();
            assertThat(frame).isPresent();
            if (frame.get().type() == Frame.BODY) {
                octets += frame.get().payload().length;
            } else if (frame.get().type() == Frame.METHOD) {
                MethodCall call = frame.get().method();
                assertThat(call.id()).isEqualTo(MethodId.BASIC_DELIVER);
                delivered++;
            }
        }
        return delivered;
    }
}
