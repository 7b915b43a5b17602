package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.deployment.message.MessageChannel;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsConnector;
import io.quarkiverse.tomodachi.runtime.awssnssqs.ChannelAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.HandlerSettings;

/** The channel of a handler, with what the annotation says as its attributes. */
final class HandlerChannel {

    private HandlerChannel() {
    }

    static MessageChannel of(HandlerBuildItem handler) {
        HandlerSettings settings = HandlerAnnotation.settings(handler.getMethod());
        MessageChannel channel = new MessageChannel(handler, AwsSnsSqsConnector.NAME)
                .attribute(ChannelAttributes.SERVICE, literal(handler.getMethod().service().getName()))
                .attribute(ChannelAttributes.HANDLER, literal(handler.getMethod().id()))
                .attribute(ChannelAttributes.FUNCTION, literal(handler.getMethod().method().name()))
                .attribute(ChannelAttributes.TOPIC, value(settings.topic()))
                .attribute(ChannelAttributes.QUEUE_NAME, value(settings.queueName()))
                .attribute(ChannelAttributes.COMPETING, Boolean.toString(settings.competing()))
                .attribute(ChannelAttributes.FIFO, Boolean.toString(settings.fifo()))
                .attribute(ChannelAttributes.MAX_IN_FLIGHT, Integer.toString(settings.concurrency()));
        if (settings.filterPolicy() != null) {
            channel.attribute(ChannelAttributes.FILTER_POLICY,
                    settings.filterPolicy().isBlank() ? "{}" : value(settings.filterPolicy()));
        }
        if (settings.visibilityTimeout() != null) {
            channel.attribute(ChannelAttributes.VISIBILITY_TIMEOUT, settings.visibilityTimeout().toString());
        }
        if (settings.deadLetterQueueName() != null) {
            channel.attribute(ChannelAttributes.DEAD_LETTER_QUEUE_NAME, value(settings.deadLetterQueueName()))
                    .attribute(ChannelAttributes.REMOVE_REDRIVE_POLICY,
                            Boolean.toString(settings.deadLetterQueueName().isEmpty()));
        }
        if (settings.maxReceiveCount() != null) {
            channel.attribute(ChannelAttributes.MAX_RECEIVE_COUNT, settings.maxReceiveCount().toString());
        }
        declare(channel, ChannelAttributes.QUEUE, settings.attributes().queue());
        declare(channel, ChannelAttributes.TOPIC_ATTRIBUTE, settings.attributes().topic());
        declare(channel, ChannelAttributes.SUBSCRIPTION, settings.attributes().subscription());
        return channel;
    }

    private static void declare(MessageChannel channel, String prefix, Map<String, String> attributes) {
        new TreeMap<>(attributes).forEach((name, text) -> channel.attribute(prefix + name,
                text.isEmpty() ? ChannelAttributes.NONE : value(text)));
    }

    /** Expressions stay; a dollar sign that begins none means itself. */
    private static String value(String text) {
        return text.replaceAll("\\$(?!\\{)", "\\$\\$");
    }

    private static String literal(String text) {
        return text.replace("$", "$$");
    }
}
