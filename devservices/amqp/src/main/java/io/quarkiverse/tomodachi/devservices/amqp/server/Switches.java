package io.quarkiverse.tomodachi.devservices.amqp.server;

/** What tests have switched on to go wrong. */
public final class Switches {

    private boolean newConnectionsSilent;
    private boolean confirmsWithheld;
    private int toRefuse;

    public void silenceNewConnections(boolean silent) {
        newConnectionsSilent = silent;
    }

    public void withholdConfirms() {
        confirmsWithheld = true;
    }

    /**
     * @param count of how many messages published with confirms is pretended that they cannot be taken
     */
    public void refuseMessages(int count) {
        toRefuse = count;
    }

    boolean newConnectionsSilent() {
        return newConnectionsSilent;
    }

    boolean confirmsWithheld() {
        return confirmsWithheld;
    }

    void releaseConfirms() {
        confirmsWithheld = false;
    }

    /** Whether the message at hand is one to refuse. */
    boolean refuses() {
        if (toRefuse == 0) {
            return false;
        }
        toRefuse--;
        return true;
    }

    void allOff() {
        newConnectionsSilent = false;
        confirmsWithheld = false;
        toRefuse = 0;
    }
}
