package io.quarkiverse.tomodachi.runtime.config;

import java.util.function.UnaryOperator;

import org.eclipse.microprofile.config.ConfigProvider;

import io.smallrye.config.SmallRyeConfig;

/** Members of annotations that refer to configuration. */
public final class ConfiguredText {

    private static final String START = "${";

    private ConfiguredText() {
    }

    /** Whether the text refers to configuration, so that its value is known only at run time. */
    public static boolean isExpression(String text) {
        return text.contains(START);
    }

    /** Whether all of its expressions end. */
    public static boolean isClosed(String text) {
        try {
            withoutExpressions(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The text with its expressions replaced. Defaults may have expressions, and pairs of braces, of their own.
     *
     * @throws IllegalArgumentException if a property is not configured and the expression has no default, or an expression is
     *         not closed
     */
    public static String expand(String text) {
        if (!isExpression(text)) {
            return text;
        }
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        return replace(text, expression -> value(config, expression, text));
    }

    /**
     * What the text says beside its expressions.
     *
     * @throws IllegalArgumentException if an expression is not closed
     */
    public static String withoutExpressions(String text) {
        return replace(text, expression -> "");
    }

    private static String replace(String text, UnaryOperator<String> value) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        for (int start = text.indexOf(START); start >= 0; start = text.indexOf(START, at)) {
            int end = find('}', text, start + START.length());
            if (end < 0) {
                throw new IllegalArgumentException("'" + text + "' has an expression that does not end; close it with }");
            }
            replaced.append(text, at, start).append(value.apply(text.substring(start + START.length(), end)));
            at = end + 1;
        }
        return replaced.append(text, at, text.length()).toString();
    }

    private static String value(SmallRyeConfig config, String expression, String text) {
        int separator = find(':', expression, 0);
        String name = expand(separator < 0 ? expression : expression.substring(0, separator));
        return config.getOptionalValue(name, String.class).orElseGet(() -> {
            if (separator < 0) {
                throw new IllegalArgumentException("'" + text + "' refers to " + name + ", which is not configured; set it, or"
                        + " give a default as in ${" + name + ":value}");
            }
            return expand(expression.substring(separator + 1));
        });
    }

    /** Where a character stands outside of pairs of braces, -1 if nowhere. */
    private static int find(char wanted, String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            if (depth == 0 && character == wanted) {
                return at;
            }
            if (character == '{') {
                depth++;
            } else if (character == '}') {
                depth--;
            }
        }
        return -1;
    }
}
