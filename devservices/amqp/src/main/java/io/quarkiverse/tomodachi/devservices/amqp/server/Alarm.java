package io.quarkiverse.tomodachi.devservices.amqp.server;

/** Whether publishers have to wait: because memory runs short, or because a test pretends that it does. */
public final class Alarm {

    static final String REASON = "low on memory";

    private final Runnable ended;
    private boolean scarce;
    private boolean raised;

    Alarm(Runnable ended) {
        this.ended = ended;
    }

    boolean on() {
        return scarce || raised;
    }

    /** Raises the alarm whatever memory there is, or takes that back. */
    public void raise(boolean newRaised) {
        raised = newRaised;
        if (!on()) {
            ended.run();
        }
    }

    void memoryScarce(boolean nowScarce) {
        scarce = nowScarce;
        if (!on()) {
            ended.run();
        }
    }
}
