package io.quarkiverse.tomodachi.devservices.aws.protocol;

/**
 * An error as a service reports it.
 * <p>
 * The code of the query protocol and the type of the JSON protocol differ for many errors; both are kept.
 */
public final class ServiceError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String type;

    /**
     * @param status HTTP status
     * @param code the query protocol's code
     * @param type the JSON protocol's {@code __type}
     */
    public ServiceError(int status, String code, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.type = type;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String type() {
        return type;
    }

    /** Whose fault it is: the client's or the service's. */
    public String fault() {
        return status < 500 ? "Sender" : "Receiver";
    }

    /** What is not understood as a request at all. */
    public static ServiceError malformed(String message) {
        return new ServiceError(400, "MalformedInput", "com.amazon.coral.service#SerializationException", message);
    }

    public static ServiceError internal() {
        return new ServiceError(500, "InternalFailure", "com.amazon.coral.service#InternalFailure",
                "The request processing has failed because of an unknown error.");
    }
}
