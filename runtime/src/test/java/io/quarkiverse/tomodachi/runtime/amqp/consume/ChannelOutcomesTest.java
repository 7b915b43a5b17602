package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;

class ChannelOutcomesTest {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1) {
        @Override
        public void execute(Runnable task) {
            throw new StackOverflowError("on purpose");
        }
    };

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    /** Nothing may follow that has it tried again, and the broker would wait for it. */
    @Test
    void channelIsClosedWhereWhatWasAcknowledgedCannotBeWritten() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        Channel channel = new RecordedChannel().connection().createChannel();
        ChannelOutcomes outcomes = new ChannelOutcomes(channel, executor, () -> closed.set(true));
        outcomes.prefetch(40);
        outcomes.expect();
        outcomes.expect();
        outcomes.acknowledge(1);
        await().atMost(Duration.ofSeconds(30)).untilTrue(closed);
    }
}
