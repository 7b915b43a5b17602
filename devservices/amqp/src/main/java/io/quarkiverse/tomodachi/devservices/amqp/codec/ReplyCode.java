package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.util.EnumSet;
import java.util.Set;

/** The reply codes of AMQP 0-9-1, and whether an error closes the channel or the whole connection. */
public enum ReplyCode {
    SUCCESS(200, false),
    NO_ROUTE(312, false),
    CONNECTION_FORCED(320, true),
    ACCESS_REFUSED(403, false),
    NOT_FOUND(404, false),
    RESOURCE_LOCKED(405, false),
    PRECONDITION_FAILED(406, false),
    FRAME_ERROR(501, true),
    SYNTAX_ERROR(502, true),
    COMMAND_INVALID(503, true),
    CHANNEL_ERROR(504, true),
    UNEXPECTED_FRAME(505, true),
    NOT_ALLOWED(530, true),
    NOT_IMPLEMENTED(540, true),
    INTERNAL_ERROR(541, true);

    private static final Set<ReplyCode> CLOSING_CHANNELS = EnumSet.of(ACCESS_REFUSED, NOT_FOUND, RESOURCE_LOCKED,
            PRECONDITION_FAILED);

    private final int code;
    private final boolean closesConnection;

    ReplyCode(int code, boolean closesConnection) {
        this.code = code;
        this.closesConnection = closesConnection;
    }

    /**
     * The code of that number.
     *
     * @throws IllegalArgumentException when it is none with which channels are closed
     */
    public static ReplyCode closingChannels(int code) {
        return CLOSING_CHANNELS.stream().filter(candidate -> candidate.code == code).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a code that closes channels: " + code));
    }

    public int code() {
        return code;
    }

    public boolean closesConnection() {
        return closesConnection;
    }
}
