package io.quarkiverse.tomodachi.deployment.http.fuzz;

/**
 * How a conversation went.
 *
 * @param received all answers as they came, one character for each byte
 * @param end why nothing more came
 */
record Exchange(String received, End end) {

    enum End {
        /** All answers that are due came. */
        ANSWERED,
        /** The server closed the connection. */
        CLOSED,
        /** The server closed the connection after the client had ended its side. */
        CLOSED_AFTER_CLIENT,
        /** The connection broke, and with it perhaps an answer. */
        BROKEN,
        /** The client went away. */
        LEFT,
        /** Nothing happened for so long that the server has to be taken for stuck. */
        STUCK
    }
}
