package io.quarkiverse.tomodachi.runtime.lifecycle;

/** Tells what has not ended in time. */
class TooLateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLateException(String message) {
        super(message);
    }
}
