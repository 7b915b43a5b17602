package io.quarkiverse.tomodachi.runtime.service;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.HttpConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.http.body.MediaTypeParameters;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The charsets in the settings of services, which would fail each request if they were not known. */
final class Charsets {

    private Charsets() {
    }

    /** @throws ConfigurationException that tells of all that are not known */
    static void check(Map<String, ServiceConfig> services) {
        HttpConfig common = services.get(TomodachiConfig.ALL_SERVICES).http();
        List<String> problems = new ArrayList<>();
        check("quarkus.tomodachi.http.", common, null, problems);
        services.forEach((name, settings) -> {
            if (!name.equals(TomodachiConfig.ALL_SERVICES)) {
                check("quarkus.tomodachi.\"" + name + "\".http.", settings.http(), common, problems);
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems));
        }
    }

    /** @param common what the settings are where they are not set for the service, {@code null} for none */
    private static void check(String prefix, HttpConfig http, HttpConfig common, List<String> problems) {
        if (!isKnown(http.charset()) && (common == null || !http.charset().equals(common.charset()))) {
            problems.add(prefix + "charset is '" + http.charset() + "', which is no charset that is known; correct it");
        }
        String charset = MediaTypeParameters.charset(http.contentType());
        if (charset != null && !isKnown(charset)
                && (common == null || !http.contentType().equals(common.contentType()))) {
            problems.add(prefix + "content-type is '" + http.contentType() + "', whose charset is not known; correct it");
        }
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
