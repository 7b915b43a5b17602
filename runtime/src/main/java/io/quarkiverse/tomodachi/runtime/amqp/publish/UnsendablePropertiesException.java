package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;

import com.rabbitmq.client.AMQP.BasicProperties;

/** Headers and properties that do not fit into the one frame that they may take, or have no form in it at all. */
public final class UnsendablePropertiesException extends IOException {

    /** The excess of those that have no form. */
    public static final int ALL = Integer.MAX_VALUE;

    private static final long serialVersionUID = 1L;

    private final int excess;

    private UnsendablePropertiesException(String message, int excess, Throwable cause) {
        super(message, cause);
        this.excess = excess;
    }

    /**
     * Checks what the client finds out only when it has numbered the message, which spoils all that follow.
     *
     * @param frameMax how many bytes a frame may have, 0 for any number
     */
    static void check(BasicProperties properties, int frameMax) throws IOException {
        if (properties.getHeaders() == null) {
            return;
        }
        int size;
        try {
            size = properties.toFrame(1, 0).size();
        } catch (IllegalArgumentException e) {
            // a name of 255 bytes that are no UTF-8, for instance, has more of them as text
            throw new UnsendablePropertiesException("its headers and properties cannot be sent: " + e.getMessage(), ALL, e);
        }
        if (frameMax != 0 && size > frameMax) {
            throw new UnsendablePropertiesException(
                    "its headers and properties take " + size + " bytes, the broker allows " + frameMax, size - frameMax, null);
        }
    }

    /** By how many bytes they are too large, or {@link #ALL}; 0 if that is not what a failure is about. */
    public static int excess(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsendablePropertiesException unsendable) {
                return unsendable.excess;
            }
        }
        return 0;
    }
}
