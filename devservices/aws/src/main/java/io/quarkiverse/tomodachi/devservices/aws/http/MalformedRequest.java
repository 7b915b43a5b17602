package io.quarkiverse.tomodachi.devservices.aws.http;

/** What came in is not HTTP that this server takes; the connection cannot be used further. */
final class MalformedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedRequest(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
