package io.quarkiverse.tomodachi.runtime.http.body;

import java.io.IOException;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.quarkiverse.tomodachi.HttpException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.impl.NoStackTraceThrowable;

/** Tells what a client did to a body from what was raised by reading it. */
public final class UnreadableBody {

    private UnreadableBody() {
    }

    /**
     * Why a form is not taken that could be read: it is over the limits of the server, or a part of it has parts.
     *
     * @param status that the body handler has failed the request with
     * @return {@code null} if the failure is another one
     */
    public static HttpException refusalOfForm(int status, Throwable failure) {
        if (failure instanceof NestedPartsException) {
            return new HttpException(415, failure.getMessage(), failure);
        }
        if (failure instanceof TooManyFormFieldsException) {
            return new HttpException(413, "The form has too many fields", failure);
        }
        if (failure instanceof TooLongFormFieldException || isTooLargeAttribute(status, failure)) {
            return new HttpException(413, "A field of the form is too large", failure);
        }
        return null;
    }

    /** The decoder tells by nothing else. What a client that is gone leaves behind has no status. */
    private static boolean isTooLargeAttribute(int status, Throwable failure) {
        return status == 400 && failure instanceof IOException && "Size exceed allowed maximum capacity".equals(
                failure.getMessage());
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
