package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;

/** What is seen, as text: the same for the same things, so times are left out and fields are in order. */
final class Trace {

    private static final int LONG_BODY = 40;

    private Trace() {
    }

    static String of(GetResponse response) {
        return response == null ? "nothing"
                : message(response.getEnvelope(), response.getProps(), response.getBody()) + " left="
                        + response.getMessageCount();
    }

    static String of(Delivery delivery) {
        return message(delivery.getEnvelope(), delivery.getProperties(), delivery.getBody());
    }

    /** Why a channel is closed, once it is. */
    static String closing(Channel channel, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (channel.isOpen() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        ShutdownSignalException signal = channel.getCloseReason();
        return signal == null ? "failed, but open" : reason(signal);
    }

    static String reason(ShutdownSignalException signal) {
        Method method = signal.getReason();
        if (method instanceof AMQP.Channel.Close close) {
            return "channel closed: " + close.getReplyCode() + " " + close.getReplyText() + " (" + close.getClassId() + ","
                    + close.getMethodId() + ")";
        }
        if (method instanceof AMQP.Connection.Close close) {
            return "connection closed: " + close.getReplyCode() + " " + close.getReplyText() + " (" + close.getClassId() + ","
                    + close.getMethodId() + ")";
        }
        return "connection lost: " + signal.getCause();
    }

    static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).entrySet().stream().map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Trace::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof byte[] octets) {
            return "octets " + new String(octets, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Date) {
            return "<time>";
        }
        return value instanceof Number number ? number + " " + number.getClass().getSimpleName() : String.valueOf(value);
    }

    private static String message(Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        String text = body.length > LONG_BODY ? body.length + " octets" : new String(body, StandardCharsets.UTF_8);
        return "'" + text + "' tag=" + envelope.getDeliveryTag() + " exchange='" + envelope.getExchange() + "' key='"
                + envelope.getRoutingKey() + "'" + (envelope.isRedeliver() ? " redelivered" : "") + properties(properties);
    }

    private static String properties(AMQP.BasicProperties properties) {
        Map<String, Object> all = new TreeMap<>();
        put(all, "content-type", properties.getContentType());
        put(all, "content-encoding", properties.getContentEncoding());
        put(all, "headers", properties.getHeaders());
        put(all, "delivery-mode", properties.getDeliveryMode());
        put(all, "priority", properties.getPriority());
        put(all, "correlation-id", properties.getCorrelationId());
        put(all, "reply-to", properties.getReplyTo());
        put(all, "expiration", properties.getExpiration());
        put(all, "message-id", properties.getMessageId());
        put(all, "timestamp", properties.getTimestamp());
        put(all, "type", properties.getType());
        put(all, "user-id", properties.getUserId());
        put(all, "app-id", properties.getAppId());
        put(all, "cluster-id", properties.getClusterId());
        return all.isEmpty() ? "" : " " + value(all);
    }

    private static void put(Map<String, Object> all, String name, Object value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
