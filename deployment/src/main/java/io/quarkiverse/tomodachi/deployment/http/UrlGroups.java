package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.regex.PatternSyntaxException;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;

/** What the build knows of the groups of a URL. */
final class UrlGroups {

    private UrlGroups() {
    }

    /**
     * The groups of a literal URL; of one with expressions those that it has with the configuration of the build, or else
     * those that are written beside the expressions.
     */
    static List<String> known(String url) {
        if (!ConfiguredText.isExpression(url)) {
            return PathPattern.parse(url).groups();
        }
        List<String> groups;
        try {
            groups = groups(ConfiguredText.expand(url));
        } catch (IllegalArgumentException notConfigured) {
            groups = null;
        }
        return groups != null ? groups : beside(url);
    }

    private static List<String> beside(String url) {
        try {
            List<String> groups = groups(ConfiguredText.withoutExpressions(url));
            return groups == null ? List.of() : groups;
        } catch (IllegalArgumentException unclosed) {
            return List.of();
        }
    }

    /** @return {@code null} if the text is no expression */
    private static List<String> groups(String url) {
        try {
            return PathPattern.parse(url).groups();
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
