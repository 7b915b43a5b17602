package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.server.BrokerState;
import io.quarkiverse.tomodachi.devservices.amqp.server.Channel;
import io.quarkiverse.tomodachi.devservices.amqp.server.Connection;

/**
 * What can go wrong with a broker and with the network, on demand, for tests of those who have to live with it. See
 * {@link AmqpBroker#stop()}, {@link AmqpBroker#kill()} and {@link AmqpBroker#deleteQueue} for more.
 * <p>
 * A call takes effect before it returns. Whatever is switched on here is off again after {@link AmqpBroker#stop()} and
 * {@link AmqpBroker#kill()}. Safe for use by several threads. All methods throw {@link IllegalStateException} when the broker
 * is not running.
 */
public final class Faults {

    private final AmqpBroker broker;

    Faults(AmqpBroker broker) {
        this.broker = broker;
    }

    /**
     * Cuts connections as a broken network would, without the protocol's farewell. New ones are welcome.
     *
     * @param which the connections to cut, such as {@code connection -> connection.name().equals("publisher")}
     * @return how many were cut
     */
    public int cutConnections(Predicate<ConnectionView> which) {
        return onConnections(which, Connection::cut);
    }

    /**
     * Closes connections as an operator would: the clients are told 320, "CONNECTION_FORCED - " and the reason.
     *
     * @return how many were closed
     */
    public int closeConnections(Predicate<ConnectionView> which, String reason) {
        Objects.requireNonNull(reason, "reason");
        return onConnections(which,
                connection -> connection.close(AmqpException.ofNoMethod(ReplyCode.CONNECTION_FORCED, reason), null));
    }

    /**
     * Turns connections into black holes, as if the network swallowed what is sent in both directions: what the clients send is
     * taken and thrown away, and they get nothing any more, no heartbeats either. It cannot be undone. The broker keeps what
     * such a client holds until two of its heartbeat intervals are over, even if the client closes its socket before; without
     * heartbeats, until {@link #cutConnections}.
     *
     * @return how many became silent
     */
    public int silenceConnections(Predicate<ConnectionView> which) {
        return onConnections(which, Connection::silence);
    }

    /**
     * Decides whether connections that come from now on are accepted by the operating system only and never get a word.
     */
    public void silenceNewConnections(boolean silent) {
        on(state -> {
            state.switches().silenceNewConnections(silent);
            return null;
        });
    }

    /**
     * Closes channels as the broker does after an error. What was not acknowledged on them goes back to its queues.
     *
     * @param which the channels to close, such as {@code channel -> channel.consuming().contains("orders")}
     * @param code the reply code, one of those that close channels: 403, 404, 405 or 406
     * @param text what the client is told after the name of the code, such as "PRECONDITION_FAILED - "
     * @return how many were closed
     * @throws IllegalArgumentException when the code is not one that closes channels
     */
    public int closeChannels(Predicate<ChannelView> which, int code, String text) {
        Objects.requireNonNull(which, "which");
        AmqpException error = AmqpException.ofNoMethod(ReplyCode.closingChannels(code), Objects.requireNonNull(text, "text"));
        return on(state -> {
            int count = 0;
            for (Connection connection : state.connections()) {
                for (Channel channel : connection.channels()) {
                    if (which.test(Views.channel(channel))) {
                        connection.closeChannel(channel.number(), error);
                        count++;
                    }
                }
            }
            return count;
        });
    }

    /**
     * Ends the consumers of the queues of that name in all virtual hosts, and tells the clients, as a cluster does when the
     * queue moves. An auto-delete queue goes with them.
     *
     * @return how many consumers were ended
     */
    public int cancelConsumers(String queue) {
        Objects.requireNonNull(queue, "queue");
        return on(state -> state.virtualHosts().stream().flatMap(host -> host.queues().find(queue).stream())
                .mapToInt(MessageQueue::cancelConsumers).sum());
    }

    /**
     * Takes back what consumers have of the quorum queues of that name, as RabbitMQ does from 4.3 on with what has no outcome
     * within its consumer timeout: the messages are in the queue again, which does not count for its delivery limit, and the
     * clients are told that their consumers are cancelled. Their channels stay open, and a client that settles all that was
     * taken back from a consumer gets further messages for it.
     *
     * @return how many messages were taken back, 0 if the queue is a classic one
     */
    public int timeOutConsumers(String queue) {
        Objects.requireNonNull(queue, "queue");
        return on(state -> state.virtualHosts().stream().flatMap(host -> host.queues().find(queue).stream())
                .filter(MessageQueue::quorum).mapToInt(found -> timeOut(state, found)).sum());
    }

    private static int timeOut(BrokerState state, MessageQueue queue) {
        int count = 0;
        for (Connection connection : state.connections()) {
            for (Channel channel : connection.channels()) {
                count += channel.timeOut(queue);
            }
        }
        queue.dispatch();
        return count;
    }

    /**
     * Raises an alarm as a broker does that runs out of memory. A connection that publishes is not read from any more, and is
     * told by connection.blocked if the client can take it. Consumers on other connections go on.
     */
    public void raiseMemoryAlarm() {
        on(state -> {
            state.alarm().raise(true);
            return null;
        });
    }

    /** Ends the alarm raised by {@link #raiseMemoryAlarm()}: blocked connections are told by connection.unblocked, and read. */
    public void clearMemoryAlarm() {
        on(state -> {
            state.clearAlarm();
            return null;
        });
    }

    /** Keeps confirms back from now on, positive and negative ones. The messages themselves are taken. */
    public void withholdConfirms() {
        on(state -> {
            state.switches().withholdConfirms();
            return null;
        });
    }

    /** Sends the confirms kept back, those of channels that are still open, and keeps no more back. */
    public void releaseConfirms() {
        on(state -> {
            state.releaseConfirms(true);
            return null;
        });
    }

    /** Throws the confirms kept back away, so that they never come, and keeps no more back. */
    public void loseConfirms() {
        on(state -> {
            state.releaseConfirms(false);
            return null;
        });
    }

    /**
     * Refuses the next messages that are published on channels with confirms: they get into no queue, and their confirms are
     * negative.
     *
     * @param count how many messages to refuse, 0 for none any more
     * @throws IllegalArgumentException when it is negative
     */
    public void refuseMessages(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Not a number of messages: " + count);
        }
        on(state -> {
            state.switches().refuseMessages(count);
            return null;
        });
    }

    private int onConnections(Predicate<ConnectionView> which, java.util.function.Consumer<Connection> action) {
        Objects.requireNonNull(which, "which");
        return on(state -> {
            int count = 0;
            for (Connection connection : state.connections()) {
                if (which.test(Views.connection(connection))) {
                    action.accept(connection);
                    count++;
                }
            }
            return count;
        });
    }

    private <T> T on(Function<BrokerState, T> action) {
        return broker.running().ask(action);
    }
}
