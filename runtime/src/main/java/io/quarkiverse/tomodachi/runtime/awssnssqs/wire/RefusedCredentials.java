package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.Set;

/** The answers of AWS to calls of somebody it does not know, who may be known again when credentials are renewed. */
public final class RefusedCredentials {

    private static final Set<String> CODES = Set.of("ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId",
            "UnrecognizedClientException", "RequestExpired", "InvalidSecurity", "SignatureDoesNotMatch",
            "InvalidSignatureException", "IncompleteSignature", "MissingAuthenticationToken");

    private RefusedCredentials() {
    }

    /** @param code the code of an error */
    public static boolean are(String code) {
        return CODES.contains(code);
    }
}
