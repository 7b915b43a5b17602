package io.quarkiverse.tomodachi.deployment.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.body.MediaTypeParameters;

/** Checks the media type of results. */
final class MediaTypeCheck {

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern MEDIA_TYPE = Pattern
            .compile(TOKEN + "/" + TOKEN + "(?: *; *" + TOKEN + "=(?:" + TOKEN + "|\"[ !#-~]*\"))*");

    private MediaTypeCheck() {
    }

    static void produces(String mediaType, Consumer<String> problems) {
        if (mediaType.isEmpty() || ConfiguredText.isExpression(mediaType)) {
            return;
        }
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            problems.accept("produces '" + mediaType + "', which is no media type; write it as in text/html; charset=utf-8");
            return;
        }
        String charset = MediaTypeParameters.charset(mediaType);
        if (charset != null && !isSupported(charset)) {
            problems.accept("produces '" + mediaType + "', whose charset is not known; correct it");
        }
    }

    private static boolean isSupported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
