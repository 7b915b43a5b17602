package io.quarkiverse.tomodachi.deployment.http.fuzz;

/** A conversation for people: one line for each line, and no control characters. */
final class Transcript {

    private static final int LONGEST = 3000;

    private Transcript() {
    }

    static String of(Conversation conversation, Exchange exchange) {
        return (conversation.exact() ? "  well-framed, " : "  ") + conversation.ending() + ", in "
                + conversation.pieces().size()
                + " pieces\n" + lines("> ", conversation.wire()) + lines("< ", exchange.received()) + "  " + exchange.end()
                + "\n";
    }

    private static String lines(String mark, String wire) {
        StringBuilder text = new StringBuilder("  ").append(mark);
        for (int i = 0; i < Math.min(LONGEST, wire.length()); i++) {
            char c = wire.charAt(i);
            if (c == '\n') {
                text.append("\\n\n  ").append(mark);
            } else {
                text.append(c >= ' ' && c < 127 ? String.valueOf(c) : c == '\r' ? "\\r" : String.format("\\x%02x", (int) c));
            }
        }
        return text.append(wire.length() > LONGEST ? "… (" + wire.length() + " bytes)\n" : "\n").toString();
    }
}
