package io.quarkiverse.tomodachi.deployment.http.fuzz;

/** Targets of requests: paths of each kind of handler, with queries. */
final class TargetGrammar {

    private final Dice dice;
    private final HostileValues values;

    TargetGrammar(Dice dice) {
        this.dice = dice;
        this.values = new HostileValues(dice);
    }

    /** A target without spaces and control characters. */
    String target() {
        String target = path() + (dice.oneIn(2) ? query() : "");
        return dice.oneIn(40) ? "http://" + dice.of("a", "localhost:8081", "[::1]", "a@b", "") + target : target;
    }

    String path() {
        return dice.from(this::handled, this::handled, this::handled, this::file, this::file, this::lost);
    }

    /** Below a handler that takes a body. */
    String posted() {
        return dice.of("/json", "/json-list", "/tree", "/object", "/array", "/text", "/bytes", "/buffer", "/stream-in", "/form",
                "/upload", "/uploads", "/maybe", "/any/thing");
    }

    private String handled() {
        return dice.from(() -> "/resource/" + values.encoded() + dice.of("", "/", "//"),
                () -> "/number/" + dice.of("1", "-7", "99999999999999999999", "%31", values.encoded()),
                () -> "/types/" + dice.of("123e4567-e89b-42d3-a456-426614174000", values.encoded()) + "/"
                        + dice.of("RED", "GREEN", values.encoded()),
                () -> "/optional" + dice.several(4, () -> "/" + values.encoded()),
                () -> "/values", () -> "/values", () -> "/any/" + values.encoded(), () -> "/context", this::result,
                this::posted);
    }

    private String result() {
        return dice.of("/no-content", "/not-modified", "/nothing", "/items", "/events", "/download", "/map", "/loop",
                "/no-content-with-body", "/refused");
    }

    private String file() {
        return dice.of("/files/", "/files/", "/site/", "/resources/", "/files", "/site")
                + dice.from(() -> dice.of("a.txt", "sub/b.html", "big.bin", "empty", "sub", "sub/", "b%20c.txt", ".hidden",
                        "a.txt/", "a.txt/x", "%C3%A5.txt"), this::traversal, values::encoded);
    }

    private String traversal() {
        return dice.several(6, () -> dice.of("../", "%2e%2e/", "..%2f", "%2e%2e%2f", "..%5c", ".%2e/", "%252e%252e%252f",
                "....//", "..;/", "/", "%00", "%c0%ae%c0%ae/", "sub/", "./", "..\\"))
                + dice.of("secret.txt", "etc/passwd", "a.txt", "application.properties", "");
    }

    private String lost() {
        return dice.from(() -> "/" + values.encoded(), () -> "/", () -> "//", () -> "/..", () -> "/%2e%2e/resource/1",
                () -> "/" + dice.several(300, () -> "a/"), () -> "/resource/" + "a".repeat(dice.below(9000)), () -> "*",
                () -> "/resource/1;v=2", () -> "/resource/1#f", () -> "/q/health", () -> "/RESOURCE/1",
                () -> dice.several(5, () -> dice.of("/", ".", "..", "%2f", "resource", ";", ":", "a")));
    }

    private String query() {
        String separator = dice.of("&", "&", "&", ";", "&&");
        StringBuilder query = new StringBuilder("?");
        for (int i = dice.below(5); i > 0; i--) {
            query.append(dice.of("limit", "flag", "names", "color", "id", "day", values.encoded()))
                    .append(dice.of("=", "=", "=", "=", "", "==")).append(dice.of("1", "true", "RED", values.encoded()))
                    .append(separator);
        }
        return dice.oneIn(100) ? query + "a=1&".repeat(dice.below(900)) : query.toString();
    }
}
