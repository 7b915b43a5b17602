package io.quarkiverse.tomodachi.runtime.config;

import org.eclipse.microprofile.config.ConfigProvider;

import io.smallrye.config.SmallRyeConfig;

/** Members of annotations that refer to configuration. */
public final class ConfiguredText {

    private ConfiguredText() {
    }

    /** Whether the text refers to configuration, so that its value is known only at run time. */
    public static boolean isExpression(String text) {
        return text.contains("${");
    }

    /**
     * The text with its expressions replaced.
     *
     * @throws IllegalArgumentException if a property is not configured and the expression has no default
     */
    public static String expand(String text) {
        if (!isExpression(text)) {
            return text;
        }
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int start = text.indexOf("${", at);
            int end = start < 0 ? -1 : text.indexOf('}', start);
            if (end < 0) {
                return expanded.append(text, at, text.length()).toString();
            }
            expanded.append(text, at, start).append(value(config, text.substring(start + 2, end), text));
            at = end + 1;
        }
        return expanded.toString();
    }

    private static String value(SmallRyeConfig config, String expression, String text) {
        int separator = expression.indexOf(':');
        String name = separator < 0 ? expression : expression.substring(0, separator);
        return config.getOptionalValue(name, String.class).orElseGet(() -> {
            if (separator < 0) {
                throw new IllegalArgumentException("'" + text + "' refers to " + name + ", which is not configured; set it, or"
                        + " give a default as in ${" + name + ":value}");
            }
            return expression.substring(separator + 1);
        });
    }
}
