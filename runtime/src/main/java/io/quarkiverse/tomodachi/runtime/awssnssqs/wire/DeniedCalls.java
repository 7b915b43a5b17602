package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.Set;

/** The answers of AWS to calls that the application has no right to make. */
public final class DeniedCalls {

    private static final Set<String> CODES = Set.of("AccessDenied", "AccessDeniedException", "AuthorizationError",
            "AuthorizationErrorException", "UnauthorizedOperation");

    private DeniedCalls() {
    }

    /** @param code the code of an error */
    public static boolean are(String code) {
        return CODES.contains(code);
    }
}
