package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.time.Duration;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.message.Batches;
import io.quarkiverse.tomodachi.deployment.message.MessageChannel;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.ChannelAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureRules;

/** What {@code @AwsSnsSqs} says of batches. */
final class HandlerBatches {

    /** For one that is known only at run time. */
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private HandlerBatches() {
    }

    static void check(TriggerMethod method, Consumer<String> problems) {
        if (Batches.isBatch(method)) {
            try {
                new Batching(size(method), window(method)).problems().forEach(problems);
            } catch (IllegalArgumentException e) {
                problems.accept("has the batchWindow '" + text(method) + "', which is no duration; write it as in 500ms or 5s");
            }
        }
    }

    private static int size(TriggerMethod method) {
        return method.value("batchSize").asInt();
    }

    private static String text(TriggerMethod method) {
        return method.value("batchWindow").asString();
    }

    private static Duration window(TriggerMethod method) {
        return ConfiguredText.isExpression(text(method)) ? UNKNOWN : FailureRules.duration(text(method));
    }

    /** How many long polls are open when the queue is full. */
    static int polls(TriggerMethod method) {
        int concurrency = Math.max(1, method.value("concurrency").asInt());
        return (Batches.isBatch(method) ? new Batching(size(method), Duration.ZERO) : Batching.NONE).polls(concurrency);
    }

    static void declare(TriggerMethod method, MessageChannel channel) {
        if (Batches.isBatch(method)) {
            channel.attribute(ChannelAttributes.BATCH_SIZE, Integer.toString(size(method)))
                    .attribute(ChannelAttributes.BATCH_WINDOW, text(method));
        }
    }
}
