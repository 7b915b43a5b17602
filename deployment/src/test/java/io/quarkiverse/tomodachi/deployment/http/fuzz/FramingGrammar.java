package io.quarkiverse.tomodachi.deployment.http.fuzz;

/** Tells where a body ends: well, or in ways that servers must refuse. */
final class FramingGrammar {

    private final Dice dice;

    FramingGrammar(Dice dice) {
        this.dice = dice;
    }

    /**
     * @param headers lines
     * @param body as it goes over the wire
     */
    record Framed(String headers, String body) {
    }

    Framed well(String body) {
        return switch (dice.below(4)) {
            case 0 -> new Framed("Transfer-Encoding: " + dice.of("chunked", "Chunked") + "\r\n", chunked(body, "", trailers()));
            case 1 -> new Framed("Transfer-Encoding: chunked\r\nTrailer: X-T\r\n", chunked(body, ";a=b", "X-T: 1\r\n"));
            default -> new Framed("Content-Length: " + body.length() + "\r\n", body);
        };
    }

    Framed badly(String body) {
        int length = body.length();
        return switch (dice.below(14)) {
            case 0 -> new Framed(
                    "Content-Length: " + dice.of("-1", "+1", "0x1", "1 1", "", "99999999999999999999", "1,1", "a") + "\r\n",
                    body);
            case 1 -> new Framed("Content-Length: " + length + "\r\nContent-Length: " + dice.below(10) + "\r\n", body);
            case 2 -> new Framed("Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n", chunked(body, "", ""));
            case 3 -> new Framed("Transfer-Encoding: " + dice.of("gzip, chunked", "identity", "chunked, identity", "xchunked",
                    "chunked, chunked", "\u000bchunked", "", "chunked;q=1") + "\r\n", chunked(body, "", ""));
            case 4 -> new Framed("Transfer-Encoding : chunked\r\n", chunked(body, "", ""));
            case 5 ->
                new Framed("Transfer-Encoding: chunked\r\n", dice.of("-1", "0x5", "fffffffffffffffff", "7fffffff", "80000000",
                        "", " ", "g", "5 5") + "\r\n" + body + "\r\n0\r\n\r\n");
            case 6 -> new Framed("Transfer-Encoding: chunked\r\n", chunked(body, ";" + "e".repeat(dice.below(10_000)), ""));
            case 7 -> new Framed("Transfer-Encoding: chunked\r\n",
                    chunked(body, "",
                            dice.of("Content-Length: 3\r\n", "X: " + "t".repeat(10_000) + "\r\n", "no colon\r\n", ": v\r\n")));
            case 8 -> new Framed("Transfer-Encoding: chunked\r\n",
                    chunked(body, "", "").replace("\r\n", dice.of("\n", "\r", "\r\r\n")));
            case 9 -> new Framed("Content-Length: " + (length + 1 + dice.below(100)) + "\r\n", body);
            case 10 -> new Framed("Content-Length: " + length / 2 + "\r\n", body);
            case 11 ->
                new Framed("Transfer-Encoding: chunked\r\n", Integer.toHexString(length + 3) + "\r\n" + body + "\r\n0\r\n\r\n");
            case 12 -> new Framed("", body);
            default -> new Framed("Expect: " + dice.of("100-continue", "200-ok") + "\r\nContent-Length: " + length + "\r\n",
                    dice.oneIn(2) ? body : "");
        };
    }

    private String trailers() {
        return dice.several(2, () -> "X-Trailer: " + dice.of("", "v", "\u00ff") + "\r\n");
    }

    private String chunked(String body, String extension, String trailers) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length();) {
            int size = Math.min(body.length() - at, 1 + dice.below(dice.of(3, 100, 70_000)));
            if (chunks.length() > 50_000) {
                size = body.length() - at;
            }
            chunks.append(dice.of("", "", "0", "000")).append(Integer.toHexString(size)).append(extension).append("\r\n")
                    .append(body, at, at + size).append("\r\n");
            at += size;
        }
        return chunks.append("0").append(extension).append("\r\n").append(trailers).append("\r\n").toString();
    }
}
