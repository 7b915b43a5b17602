package io.quarkiverse.tomodachi.runtime.metrics;

/** What is measured. */
public enum Metric {

    HANDLER_DURATION("tomodachi.handler.duration", "s", "How long handlers ran"),
    HANDLER_ACTIVE("tomodachi.handler.active", "{call}", "Calls of handlers that run now"),
    HANDLER_PAUSED("tomodachi.handler.paused", "{handler}", "Handlers that were told to receive no messages"),
    MESSAGE_OUTCOMES("tomodachi.message.outcomes", "{message}", "What became of delivered messages"),
    MESSAGE_ATTEMPT("tomodachi.message.attempt", "{attempt}", "Which attempt with its message a call of a handler is"),
    MESSAGE_AGE("tomodachi.message.age", "s", "How old messages were when their handler began"),
    PUBLISH_DURATION("tomodachi.publish.duration", "s", "How long it took until the outcome of a publish was known"),
    PUBLISH_BATCH("tomodachi.publish.batch", "{message}", "How many messages calls that publish carry"),
    RECEIVE_BATCH("tomodachi.receive.batch", "{message}", "How many messages calls that receive bring"),
    SCHEDULE_LAG("tomodachi.schedule.lag", "s", "How late scheduled handlers were called"),
    SCHEDULE_LAST_CALL("tomodachi.schedule.last.call", "s", "When a scheduled handler was last called, since the epoch"),
    SCHEDULE_SKIPPED("tomodachi.schedule.skipped", "{time}", "Times at which scheduled handlers were not called"),
    WEBSOCKET_CONNECTIONS("tomodachi.websocket.connections", "{connection}", "Websocket connections that are open now");

    private final String text;
    private final String unit;
    private final String description;

    Metric(String text, String unit, String description) {
        this.text = text;
        this.unit = unit;
        this.description = description;
    }

    /** The name, in the dotted form. */
    public String text() {
        return text;
    }

    /** The unit in the form of UCUM. */
    public String unit() {
        return unit;
    }

    public String description() {
        return description;
    }
}
