package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

/** What handlers declare is not so on AWS, and cannot be made so. Other handlers may have more to tell. */
public class TopologyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message continues "the handler …", or is a whole sentence */
    public TopologyException(String message) {
        super(message);
    }

    public TopologyException(String message, Throwable cause) {
        super(message, cause);
    }
}
