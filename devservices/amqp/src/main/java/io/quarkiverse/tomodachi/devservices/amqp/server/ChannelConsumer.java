package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.codec.BasicMethods.Consume;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.model.Consumer;
import io.quarkiverse.tomodachi.devservices.amqp.model.Message;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueuedMessage;

/** A client's consumer. */
final class ChannelConsumer implements Consumer {

    private static final String DELIVERY_COUNT = "x-delivery-count";

    private final Channel channel;
    private final Consumption consumption;
    private final Settlement settlement;
    private final Consume request;
    private final int prefetch;
    private int unsettled;
    /** What was taken back from it, and has no outcome yet. */
    private int timedOut;

    /**
     * @param prefetch how many messages it may have unacknowledged, 0 for no limit
     */
    ChannelConsumer(Channel channel, Consumption consumption, Settlement settlement, Consume request, int prefetch) {
        this.channel = channel;
        this.consumption = consumption;
        this.settlement = settlement;
        this.request = request;
        this.prefetch = prefetch;
    }

    String tag() {
        return request.consumerTag();
    }

    void settled() {
        unsettled--;
    }

    /** One of its messages was taken back; it gets no others until the client has told the outcome of each of these. */
    void timedOut() {
        unsettled--;
        timedOut++;
    }

    void settledLate() {
        timedOut--;
    }

    void tellCancelled() {
        consumption.tellCancelled(this);
    }

    @Override
    public int priority() {
        return request.arguments().number("x-priority").orElse(0L).intValue();
    }

    @Override
    public boolean exclusive() {
        return request.exclusive();
    }

    @Override
    public boolean acknowledges() {
        return !request.noAck();
    }

    @Override
    public boolean ready() {
        return channel.acceptsDeliveries() && timedOut == 0
                && (request.noAck() || (prefetch == 0 || unsettled < prefetch) && settlement.withinGlobalLimit());
    }

    @Override
    public void deliver(MessageQueue queue, QueuedMessage queued) {
        long deliveryTag = settlement.nextTag();
        if (acknowledges()) {
            unsettled++;
            settlement.add(deliveryTag, queue, queued, this);
        }
        send(deliveryTag, queued.redelivered(), queued.message(), content(queue, queued));
    }

    /** Delivers a message that was never in a queue. */
    void deliverDirectly(Message message) {
        send(settlement.nextTag(), false, message, message.content());
    }

    @Override
    public void cancelled() {
        consumption.consumerLost(this);
    }

    private static Content content(MessageQueue queue, QueuedMessage queued) {
        Content content = queued.message().content();
        return queue.quorum() && queued.returns() > 0 ? counted(content, queued) : content;
    }

    /** The content with the number of times it came back to its queue. */
    static Content counted(Content content, QueuedMessage queued) {
        MessageProperties properties = content.properties();
        return content.with(properties.withHeaders(
                properties.headers().with(DELIVERY_COUNT, FieldValue.of(queued.returns()))));
    }

    private void send(long deliveryTag, boolean redelivered, Message message, Content content) {
        channel.connection().sendContent(channel.number(), MethodId.BASIC_DELIVER,
                arguments -> arguments.shortString(tag()).longLong(deliveryTag).bit(redelivered)
                        .shortString(message.exchange()).shortString(message.routingKey()),
                content);
    }
}
