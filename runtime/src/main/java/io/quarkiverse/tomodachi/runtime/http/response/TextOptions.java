package io.quarkiverse.tomodachi.runtime.http.response;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.http.body.MediaTypeParameters;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The content type and the charset of text, as they are configured. */
public final class TextOptions {

    private TextOptions() {
    }

    /** @throws ConfigurationException if no text could be written with them */
    public static void check(Map<String, ServiceConfig> services) {
        check("quarkus.tomodachi.", services.get(TomodachiConfig.ALL_SERVICES));
        services.forEach((name, service) -> check("quarkus.tomodachi.\"" + name + "\".", service));
    }

    private static void check(String prefix, ServiceConfig service) {
        check(prefix, service.http().contentType(), service.http().charset());
    }

    static void check(String prefix, String contentType, String charset) {
        if (!isMediaType(contentType)) {
            throw new ConfigurationException(prefix + "http.content-type is '" + contentType
                    + "', which is no media type; write it as in text/html; charset=utf-8");
        }
        String own = MediaTypeParameters.charset(contentType);
        if (own != null && !isSupported(own)) {
            throw new ConfigurationException(
                    prefix + "http.content-type is '" + contentType + "', whose charset is not known; correct it");
        }
        if (!isSupported(charset)) {
            throw new ConfigurationException(
                    prefix + "http.charset is '" + charset + "', which is not known; correct it");
        }
    }

    private static boolean isMediaType(String text) {
        return text.indexOf('/') > 0 && text.chars().allMatch(character -> character >= ' ' && character < 127);
    }

    private static boolean isSupported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
