package io.quarkiverse.tomodachi.deployment.http.fuzz;

/** JSON, and what is nearly JSON. */
final class JsonGrammar {

    private final Dice dice;
    private final HostileValues values;

    JsonGrammar(Dice dice) {
        this.dice = dice;
        this.values = new HostileValues(dice);
    }

    String document() {
        return switch (dice.below(12)) {
            case 0 -> nested();
            case 1 -> spoiled(item());
            case 2 -> item() + dice.of(" ", "x", "{}", ",", "\0");
            case 3 -> dice.of("\u00ef\u00bb\u00bf", "\u00ff\u00fe", " \n\t") + item();
            case 4 ->
                dice.of("1e1000000000", "-1e-999999999", "9".repeat(dice.below(2000)), "0." + "1".repeat(dice.below(2000)));
            case 5, 6 -> "[" + item() + dice.several(5, () -> "," + item()) + "]";
            case 7 -> value(4);
            default -> item();
        };
    }

    private String item() {
        return "{\"name\":" + value(1) + ",\"count\":" + dice.of("1", "1.5", "\"1\"", "1e400", "2147483648", "null", value(2))
                + dice.several(3, () -> ",\"" + dice.of("name", "count", "day", "color", "tags", "other") + "\":" + value(2))
                + "}";
    }

    private String value(int depth) {
        return switch (dice.below(depth > 0 ? 8 : 5)) {
            case 0 -> dice.of("null", "true", "false", "nul", "NaN", "Infinity", "'a'", "\"RED\"", "\"2024-01-01\"");
            case 1 -> dice.of("0", "-0", "1", "01", "1.", "-", "+1", "1e5", "1E+400", "123456789012345678901234567890");
            case 5 -> "[" + value(depth - 1) + dice.several(3, () -> "," + value(depth - 1)) + "]";
            case 6 -> "{\"a\":" + value(depth - 1) + dice.several(2, () -> ",\"a\":" + value(depth - 1)) + "}";
            default -> string();
        };
    }

    private String string() {
        return "\"" + dice.from(() -> dice.of("\\u0000", "\\ud800", "\\udc00\\ud800", "\\x", "\\", "\\u12", "\\n", "\\/"),
                () -> values.text().replace("\\", "\\\\").replace("\"", "\\\""), values::anything) + "\"";
    }

    private String nested() {
        int depth = dice.of(10, 900, 1001, 3000, 20_000);
        String open = dice.of("[", "{\"a\":", "[{\"name\":", "{\"name\":[");
        return open.repeat(depth) + dice.of("", "1" + (open.equals("[") ? "]" : "}").repeat(depth));
    }

    private String spoiled(String text) {
        int at = dice.below(text.length());
        return text.substring(0, at) + dice.of("", "\0", "\u0001", "\"", "{", "]", ":", ",", "\u00ff", "/*", "//")
                + (dice.oneIn(2)
                        ? ""
                        : text.substring(Math.min(text.length(), at + dice.below(3))));
    }
}
