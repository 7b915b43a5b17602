package io.quarkiverse.tomodachi.runtime.http.body;

import java.io.IOException;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.impl.NoStackTraceThrowable;

/** Tells what a client did to a body from what was raised by reading it. */
public final class UnreadableBody {

    private UnreadableBody() {
    }

    /** Whether the client went away before it had sent the body. */
    public static boolean isCutOff(HttpServerRequest request, Throwable failure) {
        return (!request.isEnded() || request.response().closed())
                && (failure instanceof IOException || failure instanceof HttpClosedException
                        || failure instanceof StreamResetException);
    }

    /**
     * Whether the body is not as HTTP and its content type want it, such as with sizes of chunks that are no numbers. Netty
     * raises exceptions of several kinds for that.
     */
    public static boolean isMalformed(HttpServerRequest request, Throwable failure) {
        return !request.isEnded() && (failure instanceof DecoderException || failure instanceof IllegalArgumentException
                || failure instanceof IndexOutOfBoundsException);
    }

    /** Whether an upload was given up; why it was is raised after that. */
    public static boolean isCancelledUpload(Throwable failure) {
        return failure instanceof VertxException && "Pipe closed".equals(failure.getMessage())
                || failure instanceof NoStackTraceThrowable && "Streaming aborted".equals(failure.getMessage());
    }
}
