package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.io.IOException;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClosedException;

/** Failures of Vert.x as those that the SDK knows: after an {@link IOException} it tries again. */
final class ExchangeFailure {

    private ExchangeFailure() {
    }

    /** @param since when nothing has come, as {@link System#nanoTime()} */
    static IOException of(String address, Throwable failure, HttpSettings settings, long since) {
        boolean closed = failure instanceof HttpClosedException || failure instanceof PrematureChannelClosureException;
        if (closed && settings.isTooLong(since)) {
            return new IOException(address + " sent nothing for " + settings.answerTime() + " ms, after which "
                    + settings.key("read-timeout") + " ends a call", failure);
        }
        return new IOException(address + ": " + reasons(failure), failure);
    }

    /** All of them, as the first one may be no more than that there was a failure. */
    private static String reasons(Throwable failure) {
        StringBuilder reasons = new StringBuilder();
        String last = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (last == null || !last.contains(reason)) {
                reasons.append(last == null ? "" : ": ").append(reason);
                last = reason;
            }
        }
        return reasons.toString();
    }
}
