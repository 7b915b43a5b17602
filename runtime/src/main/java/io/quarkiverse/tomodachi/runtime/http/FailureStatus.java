package io.quarkiverse.tomodachi.runtime.http;

import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;

/** The status that an exception stands for. */
final class FailureStatus {

    private FailureStatus() {
    }

    static int of(Throwable failure) {
        if (failure instanceof HttpException http) {
            return http.status();
        }
        if (isOfSecurity(failure)) {
            return failure instanceof ForbiddenException ? 403 : 401;
        }
        if (failure instanceof io.vertx.ext.web.handler.HttpException http && http.getStatusCode() >= 200) {
            return http.getStatusCode();
        }
        return failure instanceof RejectedExecutionException ? 503 : 500;
    }

    /** Whether the caller is sent to where he logs in; Quarkus has written the head of that answer. */
    static boolean isRedirect(Throwable failure) {
        return failure instanceof AuthenticationRedirectException;
    }

    /** What Quarkus answers itself, with a challenge where there is one. */
    static boolean isOfSecurity(Throwable failure) {
        return failure instanceof UnauthorizedException || failure instanceof ForbiddenException
                || failure instanceof AuthenticationException;
    }
}
