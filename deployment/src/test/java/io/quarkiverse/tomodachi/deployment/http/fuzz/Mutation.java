package io.quarkiverse.tomodachi.deployment.http.fuzz;

/** Spoils requests here and there. */
final class Mutation {

    private static final String[] TOKENS = { "\0", "\r", "\n", "\r\n", "\r\n\r\n", " ", "\t", ":", ";", "%", "%00", "/", "..",
            "\u00ff",
            "\u0080", "HTTP/1.1", "HTTP/1.0", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n",
            "Connection: close\r\n",
            "HEAD ", "GET / HTTP/1.1\r\n", "0\r\n\r\n", "Expect: 100-continue\r\n", "--b\r\n", "\"", "{", "]" };

    private final Dice dice;

    Mutation(Dice dice) {
        this.dice = dice;
    }

    String mutate(String wire) {
        StringBuilder text = new StringBuilder(wire);
        for (int i = 1 + dice.below(5); i > 0 && text.length() > 0; i--) {
            // what comes first is read with more care
            int at = dice.below(dice.oneIn(2) ? Math.min(200, text.length()) : text.length());
            int end = Math.min(text.length(), at + 1 + dice.below(dice.of(2, 30)));
            switch (dice.below(6)) {
                case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ 1 << dice.below(8)));
                case 1 -> text.setCharAt(at, (char) dice.below(256));
                case 2 -> text.insert(at, dice.of(TOKENS));
                case 3 -> text.delete(at, end);
                case 4 -> text.insert(at, text.substring(at, end));
                default -> text.replace(at, end, dice.of(TOKENS));
            }
        }
        return text.toString();
    }
}
