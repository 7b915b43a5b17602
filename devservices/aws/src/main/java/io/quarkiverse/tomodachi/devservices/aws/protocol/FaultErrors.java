package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.Locale;

import io.quarkiverse.tomodachi.devservices.aws.fault.Fate;

/** The errors of calls that fail on purpose, as the services report them. */
final class FaultErrors {

    private static final String COMMON_TYPE = "com.amazon.coral.service#";

    private FaultErrors() {
    }

    /** The error, or null if the fate is none that is answered with one. */
    static ServiceError of(Fate fate, Service service, String action) {
        boolean sqs = service.signingName().equals("sqs");
        return switch (fate) {
            case THROTTLE -> sqs
                    ? new ServiceError(403, "RequestThrottled", "com.amazonaws.sqs#RequestThrottled", "Rate exceeded")
                    : new ServiceError(400, "Throttling", COMMON_TYPE + "ThrottlingException", "Rate exceeded");
            case FAIL -> ServiceError.internal();
            case REFUSE_CREDENTIALS ->
                new ServiceError(403, "InvalidClientTokenId", COMMON_TYPE + "UnrecognizedClientException",
                        "The security token included in the request is invalid.");
            case EXPIRE_CREDENTIALS -> new ServiceError(403, "ExpiredToken", COMMON_TYPE + "ExpiredTokenException",
                    "The security token included in the request is expired");
            case DENY -> new ServiceError(403, sqs ? "AccessDenied" : "AuthorizationError",
                    COMMON_TYPE + "AccessDeniedException",
                    "The user is not authorized to perform: " + service.signingName() + ":" + action.toLowerCase(Locale.ROOT));
            case RUN, DROP, LOSE_ANSWER -> null;
        };
    }
}
