package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** What is told of topics, queues and subscriptions. */
final class TopologyLog {

    static final String QUEUE = "queue";
    static final String TOPIC = "topic";
    static final String SUBSCRIPTION = "subscription";

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private TopologyLog() {
    }

    /** Of what may be that of several handlers. */
    static LogEvent event(Level level, String event, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event).with("transport", "aws-sns-sqs");
    }

    /** Of what one handler declares. */
    static LogEvent event(Level level, String event, QueueNames names, String format, Object... arguments) {
        return event(level, event, format, arguments).with("handler", names.handler()).with("service", names.service().name())
                .with(QUEUE, names.queue());
    }

    /**
     * Of what is used as it is, as the application may not compare it.
     *
     * @param right what it would need for that
     */
    static LogEvent unchecked(QueueNames names, String right, String format, Object... arguments) {
        return event(Level.WARN, "topology-unchecked", names, format, arguments)
                .with("reason", "the right " + right + " is missing");
    }
}
