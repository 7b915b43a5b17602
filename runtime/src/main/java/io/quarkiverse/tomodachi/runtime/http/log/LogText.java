package io.quarkiverse.tomodachi.runtime.http.log;

/** Makes what clients sent harmless in logs: it stays on its line, and in its field. */
public final class LogText {

    private static final int LONGEST = 2048;
    private static final char REPLACEMENT = '?';

    private LogText() {
    }

    /**
     * Without characters that are not visible where they stand, such as line breaks of any kind, escape sequences and marks of
     * writing direction, and cut where it is very long.
     */
    public static String clean(String text) {
        int length = Math.min(text.length(), LONGEST);
        for (int at = 0; at < length; at++) {
            char character = text.charAt(at);
            if (character < ' ' || character > '~') {
                return replaced(text, length, at);
            }
        }
        return length == text.length() ? text : text.substring(0, length);
    }

    private static String replaced(String text, int length, int from) {
        StringBuilder clean = new StringBuilder(length).append(text, 0, from);
        for (int at = from; at < length;) {
            int character = text.codePointAt(at);
            clean.appendCodePoint(isVisible(character) ? character : REPLACEMENT);
            at += Character.charCount(character);
        }
        return clean.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                false;
            default -> true;
        };
    }

    /** As a value behind {@code name=}: in quotes where it would not be seen where it ends. */
    public static String value(String clean) {
        boolean plain = !clean.isEmpty() && clean.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=' || c > '~');
        return plain ? clean : '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
