package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.nio.charset.StandardCharsets;

/** Values that have broken servers before. */
final class HostileValues {

    private static final String[] TEXTS = { "", " ", "0", "-1", "null", "undefined", "true", "NaN", "1e999", "a", "abc", "A b",
            "x=y", "a;b", "a,b", "\"", "'", "\\", "%", "%%", "%s%n%x", "${jndi:ldap://a/b}", "${quarkus.http.port}", "#{1+1}",
            "{{7*7}}", "<b>", "' or 1=1--", "../..", "..\\..", "/", "//", "C:\\", "file:///etc/passwd", "*", "?", "#", "@",
            "-", "_", ".", "..", "(", ")", "(a+)+$", "2147483648", "-2147483649", "9223372036854775808", "0x10", "1_000", "1.5",
            "00000000000000000000000000000001", "123e4567-e89b-42d3-a456-426614174000", "RED", "GREEN", "red", "2024-02-30",
            Dice.utf8("\u00e5\u00e4\u00f6"), Dice.utf8("\u53cb\u3060\u3061"), Dice.utf8("\ud83d\ude00"),
            Dice.utf8("\u202e\ufeff"),
            Dice.utf8("\u560d\u560a"), "\u00ff\u00fe", "\u00c0\u00ae", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080" };

    private static final String[] UNPRINTABLE = { "\0", "\r", "\n", "\r\n", "\r\nX-Injected: 1", "\r\n\r\nHTTP/1.1 200 OK\r\n",
            "\t", "\u000b", "\u001b[31m", "\u007f", "\u0085" };

    private final Dice dice;

    HostileValues(Dice dice) {
        this.dice = dice;
    }

    /** Without control characters. */
    String text() {
        return dice.oneIn(30) ? dice.of(TEXTS).repeat(1 + dice.below(200)) : dice.of(TEXTS);
    }

    String anything() {
        return dice.from(this::text, this::text, () -> text() + dice.of(UNPRINTABLE) + text(), () -> dice.of(UNPRINTABLE),
                () -> dice.bytes(dice.below(20)));
    }

    /** What may be in the value of a header. */
    String field() {
        return text().strip();
    }

    /** Percent-encoded, mostly well. */
    String encoded() {
        String value = anything();
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || "-._~".indexOf(b) >= 0;
            text.append(plain && !dice.oneIn(10) ? String.valueOf((char) b)
                    : String.format(dice.oneIn(3) ? "%%%02x" : "%%%02X", b & 0xff));
        }
        return dice.oneIn(15)
                ? text + dice.of("%", "%2", "%zz", "%00", "%c0%ae", "%u0041", "%25%32%65", "%ED%A0%80", "+", "%2B")
                : text.toString();
    }
}
