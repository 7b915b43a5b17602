package io.quarkiverse.tomodachi.runtime.http.file;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * The conditions of a request with {@code GET} or {@code HEAD}, in the order of precedence that RFC 9110, section 13.2.2 gives
 * them.
 */
final class Conditions {

    enum Outcome {
        /** The file, or the part that is asked for. */
        SEND,
        /** The whole file: the part would not fit what the client has. */
        SEND_WHOLE,
        NOT_MODIFIED,
        FAILED
    }

    private static final int LONGEST_DATE = 64;

    private final MultiMap headers;
    private final String etag;
    private final Instant modified;

    /** @param modified when the content changed, {@code null} if that is not known */
    Conditions(MultiMap headers, String etag, Instant modified) {
        this.headers = headers;
        this.etag = etag;
        this.modified = modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS);
    }

    Outcome evaluate() {
        if (headers.contains(HttpHeaders.IF_MATCH)) {
            if (!EntityTags.contains(headers.getAll(HttpHeaders.IF_MATCH), etag, true)) {
                return Outcome.FAILED;
            }
        } else {
            Instant unmodifiedSince = date(HttpHeaderNames.IF_UNMODIFIED_SINCE);
            if (unmodifiedSince != null && modified != null && modified.isAfter(unmodifiedSince)) {
                return Outcome.FAILED;
            }
        }
        if (headers.contains(HttpHeaders.IF_NONE_MATCH)) {
            if (EntityTags.contains(headers.getAll(HttpHeaders.IF_NONE_MATCH), etag, false)) {
                return Outcome.NOT_MODIFIED;
            }
        } else {
            Instant modifiedSince = date(HttpHeaders.IF_MODIFIED_SINCE);
            if (modifiedSince != null && modified != null && !modified.isAfter(modifiedSince)) {
                return Outcome.NOT_MODIFIED;
            }
        }
        return isSameForRange() ? Outcome.SEND : Outcome.SEND_WHOLE;
    }

    private boolean isSameForRange() {
        String validator = headers.get(HttpHeaderNames.IF_RANGE);
        if (validator == null) {
            return true;
        }
        if (validator.endsWith("\"")) {
            return EntityTags.contains(List.of(validator), etag, true);
        }
        return modified != null && modified.equals(parse(validator));
    }

    private Instant date(CharSequence header) {
        String value = headers.get(header);
        return value == null ? null : parse(value);
    }

    private static Instant parse(String date) {
        // Netty raises an exception for what is longer
        Date parsed = date.length() > LONGEST_DATE ? null : DateFormatter.parseHttpDate(date);
        return parsed == null ? null : parsed.toInstant();
    }
}
