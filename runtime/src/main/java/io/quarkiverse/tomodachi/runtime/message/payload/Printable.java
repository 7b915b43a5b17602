package io.quarkiverse.tomodachi.runtime.message.payload;

/** Text of somebody else's that can be shown in a line of the log, and does not look like further lines. */
public final class Printable {

    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {
    }

    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> printable.appendCodePoint(isUnsafe(character) ? REPLACEMENT : character));
        return printable.toString();
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
