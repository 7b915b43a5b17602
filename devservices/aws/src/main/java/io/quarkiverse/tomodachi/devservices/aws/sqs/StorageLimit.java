package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.lang.System.Logger.Level;

/** How much the queues of an endpoint may hold together, as they hold it in the memory of who runs it. Not thread-safe. */
final class StorageLimit {

    private static final System.Logger LOG = System.getLogger(StorageLimit.class.getName());
    /** What a message takes apart from its content, roughly. */
    private static final int OVERHEAD = 512;

    private final long limit;
    private long used;
    private boolean warned;

    /** @param limit in bytes */
    StorageLimit(long limit) {
        this.limit = limit;
    }

    void added(StoredMessage message) {
        used += message.size + OVERHEAD;
    }

    void removed(StoredMessage message) {
        used -= message.size + OVERHEAD;
    }

    boolean isReached() {
        if (used < limit) {
            return false;
        }
        if (!warned) {
            warned = true;
            LOG.log(Level.WARNING, "The queues hold {0} bytes, which is the limit of this endpoint: nothing is taken until some"
                    + " of it is received and deleted, or purged", Long.toString(used));
        }
        return true;
    }

    long limit() {
        return limit;
    }
}
