package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.Locale;

/** Which error codes mean that fewer calls should be made; AWS calls some of them the fault of the sender. */
public final class Throttling {

    private Throttling() {
    }

    /** @param code an error code of SNS or SQS, may be {@code null} */
    public static boolean is(String code) {
        return isRefusedForLoad(code) || "ServiceUnavailable".equalsIgnoreCase(code);
    }

    /** Whether the call was refused before anything was done. */
    public static boolean isRefusedForLoad(String code) {
        String lower = code == null ? "" : code.toLowerCase(Locale.ROOT);
        return lower.contains("throttl") || lower.contains("slowdown");
    }
}
