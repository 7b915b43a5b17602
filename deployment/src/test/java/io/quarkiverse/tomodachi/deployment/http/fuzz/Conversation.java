package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.util.List;

/**
 * What one connection is used for.
 *
 * @param seed makes the same conversation again
 * @param requests what it is made of
 * @param pieces what is sent, in the pieces that are written
 * @param exact whether the requests are sent as they are, so that each is due an answer
 * @param ending what the client does in the end
 */
record Conversation(long seed, List<Request> requests, List<String> pieces, boolean exact, Ending ending) {

    enum Ending {
        /** Waits for answers, and ends the connection then. */
        PATIENT,
        /** Ends its side of the connection as soon as it has written. */
        HALF_CLOSE,
        CLOSE,
        RESET
    }

    String wire() {
        return String.join("", pieces);
    }

    /** How many answers a patient client waits for: up to the first request after which the connection may be closed. */
    int due() {
        int count = 0;
        for (Request request : requests) {
            count++;
            if (request.closes()) {
                break;
            }
        }
        return count;
    }
}
