package io.quarkiverse.tomodachi.devservices.aws.message;

/** The characters a message may consist of. */
public final class MessageCharacters {

    private MessageCharacters() {
    }

    public static boolean areValid(String text) {
        return text.codePoints().allMatch(MessageCharacters::isValid);
    }

    private static boolean isValid(int c) {
        return c == 0x9 || c == 0xA || c == 0xD || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
