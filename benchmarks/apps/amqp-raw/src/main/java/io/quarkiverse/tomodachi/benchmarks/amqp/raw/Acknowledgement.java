package io.quarkiverse.tomodachi.benchmarks.amqp.raw;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import io.quarkiverse.tomodachi.benchmarks.control.Sender;

/** Acknowledges a message when the one that was made of it is confirmed. */
record Acknowledgement(Channel channel, long tag, int size, Progress progress) implements Sender.Outcome {

    @Override
    public void confirmed() {
        try {
            progress.handled(size);
            channel.basicAck(tag, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void failed(Throwable failure) {
        failure.printStackTrace();
    }
}
