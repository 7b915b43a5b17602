package io.quarkiverse.tomodachi.deployment.http.fuzz;

/** Headers of requests, apart from those that tell where the body ends. */
final class HeaderGrammar {

    private final Dice dice;
    private final HostileValues values;

    HeaderGrammar(Dice dice) {
        this.dice = dice;
        this.values = new HostileValues(dice);
    }

    /** Lines of well-formed headers. */
    String lines() {
        return (dice.oneIn(40) ? "X-Host: " : "Host: ") + dice.of("a", "a", "a", "localhost:8081", "[::1]:80", "a:b", "")
                + "\r\n"
                + dice.several(5, () -> header() + "\r\n");
    }

    private String header() {
        return dice.from(this::known, this::known, this::known, this::cookie, this::conditional, this::forwarded,
                () -> dice.of("X-Trace", "X-Number", "x-day", "X-" + "a".repeat(dice.below(200))) + ": " + values.field(),
                () -> dice.oneIn(20) ? "X-Long: " + "v".repeat(dice.below(20_000)) : "X-Short: v");
    }

    private String known() {
        return dice.of("Accept: ", "Accept-Language: ", "Accept-Charset: ", "Accept-Encoding: ", "Authorization: ", "Origin: ",
                "Referer: ", "User-Agent: ", "Cache-Control: ", "Access-Control-Request-Method: ", "X-HTTP-Method-Override: ",
                "Content-Encoding: ", "Content-Language: ", "Pragma: ", "TE: ", "Via: ", "Max-Forwards: ")
                + dice.of("*/*", "application/json", "text/html;q=0.1, */*;q=x", "gzip, br;q=0", "Basic YTpi", "Basic ???",
                        "Bearer a.b.c", "http://evil", "no-cache", "gzip", "DELETE", "trailers", values.field());
    }

    private String cookie() {
        return "Cookie: " + dice.of("session=", "session=\"", "count=", "=", "", "a=b; session=", "$Version=1; session=")
                + dice.of("1", values.field()) + dice.of("", "\"", "; ", "; session=2", ";;;", "; Path=/; count=x");
    }

    private String conditional() {
        return dice.of("If-None-Match: ", "If-Match: ", "If-Modified-Since: ", "If-Unmodified-Since: ", "If-Range: ",
                "Range: ", "Range: ")
                + dice.of("*", "\"a\"", "W/\"a\", \"b\"", "\"", "Sun, 06 Nov 1994 08:49:37 GMT",
                        "Thu, 01 Jan 2037 00:00:00 GMT", "yesterday", "bytes=0-0", "bytes=-1", "bytes=5-", "bytes=9-2",
                        "bytes=0-0,2-3", "bytes=99999999999999999999-", "bytes=-0", "bytes=,", "bytes=" + "0-,".repeat(200),
                        "lines=1-2", "bytes=0-9223372036854775807", values.field());
    }

    private String forwarded() {
        return dice.of("X-Forwarded-For: ", "X-Forwarded-Proto: ", "X-Forwarded-Host: ", "X-Forwarded-Port: ", "Forwarded: ",
                "X-Forwarded-Prefix: ", "X-Real-IP: ")
                + dice.of("10.0.0.1", "1.2.3.4, 5.6.7.8", "[::1]:1", "https", "99999", "-1",
                        "for=1.2.3.4;proto=https", "for=\"[::1\"", "for=", "unknown", "999.1.1.1", "evil/path", values.field());
    }
}
