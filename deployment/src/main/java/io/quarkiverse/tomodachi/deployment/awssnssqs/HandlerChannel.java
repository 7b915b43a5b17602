package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.deployment.message.MessageChannel;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsConnector;
import io.quarkiverse.tomodachi.runtime.awssnssqs.ChannelAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;

/** The channel of a handler, with what the annotation says as its attributes. */
final class HandlerChannel {

    private HandlerChannel() {
    }

    static MessageChannel of(QueueTopics queue) {
        MessageChannel channel = of(queue.handler());
        int number = 0;
        for (TriggerMethod other : queue.others()) {
            HandlerSettings settings = HandlerAnnotation.settings(other);
            if (!settings.topic().isEmpty()) {
                topic(channel, ChannelAttributes.furtherTopic(number++), settings);
            }
        }
        return channel.attribute(ChannelAttributes.FURTHER_TOPICS_COUNT, Integer.toString(number));
    }

    private static MessageChannel of(HandlerBuildItem handler) {
        HandlerSettings settings = HandlerAnnotation.settings(handler.getMethod());
        MessageChannel channel = new MessageChannel(handler, AwsSnsSqsConnector.NAME)
                .attribute(ChannelAttributes.SERVICE, literal(handler.getMethod().service().getName()))
                .attribute(ChannelAttributes.HANDLER, literal(handler.getMethod().id()))
                .attribute(ChannelAttributes.FUNCTION, literal(handler.getMethod().method().name()))
                .attribute(ChannelAttributes.QUEUE_NAME, literal(settings.queueName()))
                .attribute(ChannelAttributes.COMPETING, Boolean.toString(settings.competing()))
                .attribute(ChannelAttributes.FIFO, Boolean.toString(settings.fifo()))
                .attribute(ChannelAttributes.MAX_IN_FLIGHT, Integer.toString(settings.concurrency()));
        topic(channel, "", settings);
        if (settings.visibilityTimeout() != null) {
            channel.attribute(ChannelAttributes.VISIBILITY_TIMEOUT, settings.visibilityTimeout().toString());
        }
        if (settings.deadLetterQueueName() != null) {
            channel.attribute(ChannelAttributes.DEAD_LETTER_QUEUE_NAME, literal(settings.deadLetterQueueName()))
                    .attribute(ChannelAttributes.REMOVE_REDRIVE_POLICY,
                            Boolean.toString(settings.deadLetterQueueName().isEmpty()));
        }
        if (settings.maxReceiveCount() != null) {
            channel.attribute(ChannelAttributes.MAX_RECEIVE_COUNT, settings.maxReceiveCount().toString());
        }
        declare(channel, ChannelAttributes.QUEUE, settings.attributes().queue());
        HandlerBatches.declare(handler.getMethod(), channel);
        return channel;
    }

    /** @param prefix what the names of the attributes begin with */
    private static void topic(MessageChannel channel, String prefix, HandlerSettings settings) {
        channel.attribute(prefix + ChannelAttributes.TOPIC, literal(settings.topic()));
        if (settings.filterPolicy() != null) {
            channel.attribute(prefix + ChannelAttributes.FILTER_POLICY,
                    settings.filterPolicy().isBlank() ? "{}" : literal(settings.filterPolicy()));
        }
        declare(channel, prefix + ChannelAttributes.TOPIC_ATTRIBUTE, settings.attributes().topic());
        declare(channel, prefix + ChannelAttributes.SUBSCRIPTION, settings.attributes().subscription());
    }

    private static void declare(MessageChannel channel, String prefix, Map<String, String> attributes) {
        new TreeMap<>(attributes).forEach((name, text) -> channel.attribute(prefix + name,
                text.isEmpty() ? ChannelAttributes.NONE : literal(text)));
    }

    /** Expressions are resolved by who reads the channel, who tells of which handler they are. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
