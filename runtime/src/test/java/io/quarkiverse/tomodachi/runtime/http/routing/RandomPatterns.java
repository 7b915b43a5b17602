package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Random;

/** Makes regular expressions as users write them, with more edges than users know, and paths that nearly match them. */
final class RandomPatterns {

    private static final String[] WORDS = { "a", "b", "ab", "abc", "orders", "x1", "12", "å", "友", "😀", "", "a b", "%2F",
            "-" };
    private static final String[] ESCAPES = { "\\.", "\\-", "\\+", "\\$", "\\t", "\\x41", "\\u0062", "\\Qa.b*\\E", "\\/",
            "\\_" };
    private static final String[] CLASSES = { "[^/]", "\\d", "\\w", "[a-z]", "[a-z0-9-]", ".", "[^/.]", "\\D", "[^/]", "\\s",
            "[a-c[x-z]]", "[a-z&&[^b]]", "\\p{L}", "[\\d_]", "[^a]", "\\S", "[/a]", "[-a]", "[a-]", "[\\w.-]", "\\h", "[å-ö]",
            "[^\\d]", "[😀a]" };
    private static final String[] QUANTIFIERS = { "+", "+?", "*", "*?", "?", "??", "{2}", "{1,3}", "{1,2}?", "{2,}", "++", "*+",
            "?+", "{0}", "{0,1}" };
    private static final String[] CONDITIONS = { "^", "$", "\\b", "(?=a)", "(?!a)", "(?<=/)", "(?<!a)", "\\B", "\\z" };
    private static final String PATH_CHARACTERS = "/aabbcxyz0123.-+_$*%A å友\n\t😀";

    private final Random random;
    private int groups;

    RandomPatterns(long seed) {
        this.random = new Random(seed);
    }

    String pattern() {
        groups = 0;
        StringBuilder pattern = new StringBuilder(random.nextInt(12) == 0 ? "^" : "");
        pattern.append(random.nextInt(25) == 0 ? "" : "/");
        int segments = random.nextInt(4);
        for (int i = 0; i <= segments; i++) {
            pattern.append(i == 0 ? "" : random.nextInt(10) == 0 ? "/?" : "/").append(segment(2));
        }
        pattern.append(random.nextInt(3) == 0 ? "/?" : "");
        if (random.nextInt(15) == 0) {
            pattern.append("|/").append(segment(1));
        }
        if (random.nextInt(60) == 0) {
            pattern.insert(0, "(?i)");
        }
        return pattern.append(random.nextInt(12) == 0 ? "$" : "").toString();
    }

    private String segment(int depth) {
        StringBuilder segment = new StringBuilder();
        int parts = 1 + (random.nextInt(3) == 0 ? random.nextInt(3) : 0);
        for (int i = 0; i < parts; i++) {
            segment.append(part(depth));
        }
        return segment.toString();
    }

    private String part(int depth) {
        int kind = random.nextInt(depth > 0 ? 24 : 14);
        if (kind < 6) {
            return pick(WORDS);
        }
        if (kind < 7) {
            return pick(ESCAPES);
        }
        if (kind < 8) {
            return pick(CLASSES);
        }
        if (kind < 13) {
            return pick(CLASSES) + pick(QUANTIFIERS);
        }
        if (kind < 14) {
            return random.nextInt(3) == 0 ? pick(CONDITIONS) : pick(WORDS);
        }
        String body = random.nextInt(4) == 0 ? segment(depth - 1) + "|" + segment(depth - 1)
                : random.nextInt(6) == 0 ? "/" + segment(depth - 1) : segment(depth - 1);
        String open = kind < 21 ? (random.nextBoolean() ? "(?<g_" : "(?P<g_") + groups++ + ">" : kind < 23 ? "(?:" : "(";
        if (kind == 23 && random.nextInt(4) == 0) {
            open = "(?>";
        }
        return open + body + ")" + (random.nextInt(3) == 0 ? pick(QUANTIFIERS) : "");
    }

    /** A path that follows the text of a pattern, with mistakes. */
    String path(String pattern) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '/' || Character.isLetterOrDigit(c) || c > 127) {
                if (c != 'P' && c != 'g' && random.nextInt(12) > 0) {
                    path.append(c);
                }
            } else if ((c == '+' || c == '*' || c == '.' || c == ']') && random.nextInt(3) > 0) {
                for (int n = random.nextInt(3); n >= 0; n--) {
                    path.append(character());
                }
            }
        }
        String text = path.toString().replaceAll("g\\d", "");
        for (int mutations = random.nextInt(3); mutations > 0 && !text.isEmpty(); mutations--) {
            int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
            text = random.nextBoolean() ? text.substring(0, at) + character() + text.substring(at)
                    : text.substring(0, at) + text.substring(text.offsetByCodePoints(at, 1));
        }
        return text.startsWith("/") || random.nextInt(10) == 0 ? text : "/" + text;
    }

    String character() {
        int[] all = PATH_CHARACTERS.codePoints().toArray();
        return Character.toString(all[random.nextInt(all.length)]);
    }

    String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
