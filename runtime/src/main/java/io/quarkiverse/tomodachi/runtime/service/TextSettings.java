package io.quarkiverse.tomodachi.runtime.service;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.HttpConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.http.body.MediaTypeParameters;

/** Looks for settings of text that none could be written with. */
final class TextSettings {

    private TextSettings() {
    }

    /** All that is wrong. */
    static List<String> problems(Map<String, ServiceConfig> services) {
        HttpConfig common = services.get(TomodachiConfig.ALL_SERVICES).http();
        List<String> problems = new ArrayList<>();
        check("quarkus.tomodachi.http.", common, null, problems);
        services.forEach((name, settings) -> {
            if (!name.equals(TomodachiConfig.ALL_SERVICES)) {
                check("quarkus.tomodachi.\"" + name + "\".http.", settings.http(), common, problems);
            }
        });
        return problems;
    }

    /** @param common what the settings are where they are not set for the service, {@code null} for none */
    private static void check(String prefix, HttpConfig http, HttpConfig common, List<String> problems) {
        if (!isKnown(http.charset()) && (common == null || !http.charset().equals(common.charset()))) {
            problems.add(prefix + "charset is '" + http.charset() + "', which is no charset that is known; correct it");
        }
        if (common != null && http.contentType().equals(common.contentType())) {
            return;
        }
        String charset = MediaTypeParameters.charset(http.contentType());
        if (!isMediaType(http.contentType())) {
            problems.add(prefix + "content-type is '" + http.contentType()
                    + "', which is no media type; write it as in text/html; charset=utf-8");
        } else if (charset != null && !isKnown(charset)) {
            problems.add(prefix + "content-type is '" + http.contentType() + "', whose charset is not known; correct it");
        }
    }

    private static boolean isMediaType(String text) {
        return text.indexOf('/') > 0 && text.chars().allMatch(character -> character >= ' ' && character < 127);
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
