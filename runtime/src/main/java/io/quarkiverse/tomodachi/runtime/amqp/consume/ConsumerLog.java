package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.Map;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** What is told of one consumer. */
final class ConsumerLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final ConsumerSettings settings;
    private boolean toldOfLimit;

    ConsumerLog(ConsumerSettings settings) {
        this.settings = settings;
    }

    void lost(Level level, String reason) {
        event("consumer-lost", level, "The consumer of %s on queue %s was lost: %s; it is being replaced", settings.handler(),
                queue(), reason).with("reason", reason).write();
    }

    /** The queue is there. What is to be known of it is told once, not after each loss of the connection. */
    void declared(Connection connection) {
        if (!toldOfLimit && DefaultDeliveryLimit.loses(connection.getServerProperties(), settings.topology())) {
            toldOfLimit = true;
            event("delivery-limit", Level.WARN, "RabbitMQ discards a message of quorum queue %s that came back to it 20 times"
                    + " without an outcome, as when an application ends or a connection is lost, before RabbitMQ 4.3 also when a"
                    + " handler is paused; unless a policy there says otherwise. Have %s name a deadLetterQueue, which gets such"
                    + " messages, or a deliveryLimit, which may be higher than any message gets", queue(), settings.handler())
                    .write();
        }
    }

    /** @param messages how many had no outcome yet */
    void late(int messages, String reason) {
        event("acknowledgement-timeout", Level.ERROR,
                "%s took longer than the broker waits for an outcome (consumer_timeout), so"
                        + " that the broker ended its consumer: %s. The outcomes of %d messages of queue %s are dropped, and the broker"
                        + " delivers these again, those included that are being handled. It does so without end if the handler always"
                        + " takes that long: make it faster, or its prefetch smaller, since messages that were sent ahead count, too; or"
                        + " raise consumer_timeout of the broker",
                settings.handler(), reason, messages, queue())
                .with("reason", reason).with("messages", messages).write();
    }

    void again() {
        event("consumer-open", Level.INFO, "%s consumes from queue %s again", settings.handler(), queue()).write();
    }

    /** @param fresh whether that is not what was told last */
    void unavailable(boolean fresh, String problem) {
        event("consumer-unavailable", fresh ? Level.WARN : Level.DEBUG, "%s cannot consume yet: %s", settings.handler(),
                problem)
                .with("reason", problem).write();
    }

    void refused(boolean fresh, String problem) {
        event("consumer-refused", fresh ? Level.ERROR : Level.DEBUG,
                "@Amqp handler %s cannot consume until this is settled; it goes on trying. %s", settings.handler(), problem)
                .with("reason", problem).write();
    }

    /** It receives meanwhile, but perhaps not all that it should. */
    void undeclared(boolean fresh, String problem) {
        event("topology-refused", fresh ? Level.ERROR : Level.DEBUG,
                "What @Amqp handler %s needs could not be declared again; it goes on trying. %s", settings.handler(), problem)
                .with("reason", problem).write();
    }

    void failed(Throwable failure) {
        event("consumer-unavailable", Level.ERROR, "%s cannot consume", settings.handler()).because(failure)
                .with("reason", BrokerFailures.reason(failure)).write();
    }

    /** A message is given back that could not be received as one. */
    void untaken(Throwable failure) {
        LogEvent.write(
                () -> event("message-untaken", Level.ERROR, "A message of queue '%s' could not be taken; it is given back"
                        + " after some seconds", queue()).because(failure).with("reason", BrokerFailures.reason(failure)));
    }

    private String queue() {
        return settings.topology().queue();
    }

    private LogEvent event(String event, Level level, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event).with(fields(settings));
    }

    /** What tells the consumer from others. */
    static Map<String, String> fields(ConsumerSettings settings) {
        return Map.of("handler", settings.id(), "service", settings.service(), "transport", "amqp", "queue",
                settings.topology().queue());
    }
}
