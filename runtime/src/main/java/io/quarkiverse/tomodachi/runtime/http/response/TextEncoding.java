package io.quarkiverse.tomodachi.runtime.http.response;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.tomodachi.runtime.http.body.MediaTypeParameters;
import io.quarkiverse.tomodachi.runtime.invocation.UnusableResultException;
import io.vertx.core.buffer.Buffer;

/** Text in the charset that its media type names, UTF-8 where it names none. */
final class TextEncoding {

    private TextEncoding() {
    }

    /** @throws UnusableResultException if the charset is unknown, or has no bytes for a character of the text */
    static Buffer encode(String text, String contentType) {
        String name = HttpResponseWriter.TEXT.equals(contentType) ? null : MediaTypeParameters.charset(contentType);
        if (name == null || "utf-8".equalsIgnoreCase(name)) {
            return Buffer.buffer(text);
        }
        Charset charset = charset(name);
        if (charset.equals(StandardCharsets.UTF_8)) {
            return Buffer.buffer(text);
        }
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return Buffer.buffer(bytes.remaining()).appendBytes(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        } catch (CharacterCodingException e) {
            throw new UnusableResultException("The text has characters that " + charset + " does not have", e);
        }
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnusableResultException("The charset " + name + " of the response is not known", e);
        }
    }
}
