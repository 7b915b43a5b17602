package io.quarkiverse.tomodachi.runtime.websocket.connection;

import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;

/** A close code and its reason, empty for none. The constants are codes of RFC 6455 and of the registry that it founded. */
public record CloseStatus(int code, String reason) {

    static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int FAILED = 1011;
    static final int TRY_AGAIN_LATER = 1013;

    private static final int LONGEST_REASON = 123;

    /** Never sent: the client's close frame had no code. */
    static final CloseStatus NONE = new CloseStatus(1005, "");
    /** Never sent: there was no close frame. */
    public static final CloseStatus BROKEN_OFF = new CloseStatus(1006, "");

    public CloseStatus {
        reason = reason == null ? "" : reason;
    }

    /** What a close frame says. */
    public static CloseStatus parse(Buffer frame) {
        return frame.length() < 2 ? NONE
                : new CloseStatus(frame.getUnsignedShort(0), frame.getString(2, frame.length(), "UTF-8"));
    }

    /** @throws IllegalArgumentException if an application must not send it */
    CloseStatus checked() {
        boolean standard = code >= 1000 && code <= 1003 || code >= 1007 && code <= 1009 || code >= 1011 && code <= 1014;
        if (!standard && (code < 3000 || code > 4999)) {
            throw new IllegalArgumentException("The close code " + code + " cannot be sent; use one of 1000 to 1003, 1007 to"
                    + " 1009, 1011 to 1014 or 3000 to 4999");
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            throw new IllegalArgumentException("The reason is longer than " + LONGEST_REASON + " bytes");
        }
        return this;
    }
}
