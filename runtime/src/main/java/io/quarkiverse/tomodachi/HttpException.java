package io.quarkiverse.tomodachi;

/**
 * Thrown anywhere below an {@link Http} handler to answer with a status, mostly an error, but also a redirect. The
 * {@link HttpError} handler of that status writes the response; without one the client gets the {@link Response} given here, or
 * the standard text of the status.
 */
public class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Response response;

    /**
     * A status with its standard text.
     *
     * @param status 200 to 999
     */
    public HttpException(int status) {
        this(status, null, null);
    }

    /**
     * A status with a reason, which is logged and given to error handlers but not shown to the client.
     *
     * @param status 200 to 999
     * @param message the reason
     */
    public HttpException(int status, String message) {
        this(status, message, null);
    }

    /**
     * A status with a reason and a cause.
     *
     * @param status 200 to 999
     * @param message the reason, logged and not shown to the client
     * @param cause what led here, may be {@code null}
     * @throws IllegalArgumentException for any other status
     */
    public HttpException(int status, String message, Throwable cause) {
        super(message == null ? "HTTP status " + status : message, cause);
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("HTTP status " + status + " is not in 200..999");
        }
        this.status = status;
        this.response = null;
    }

    /**
     * A complete response.
     *
     * @param response what the client gets where no {@link HttpError} handler of its status is declared
     */
    public HttpException(Response response) {
        this(response, null, null);
    }

    /**
     * A complete response, with a reason and a cause.
     *
     * @param response what the client gets where no {@link HttpError} handler of its status is declared
     * @param message the reason, logged and not shown to the client
     * @param cause what led here, may be {@code null}
     */
    public HttpException(Response response, String message, Throwable cause) {
        super(message == null ? "HTTP status " + response.status() : message, cause);
        this.status = response.status();
        this.response = response;
    }

    /** @return the status */
    public int status() {
        return status;
    }

    /** @return the response for the client, {@code null} if only a status was given */
    public Response response() {
        return response;
    }
}
