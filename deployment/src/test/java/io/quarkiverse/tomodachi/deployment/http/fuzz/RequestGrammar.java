package io.quarkiverse.tomodachi.deployment.http.fuzz;

import io.quarkiverse.tomodachi.deployment.http.fuzz.BodyGrammar.Body;
import io.quarkiverse.tomodachi.deployment.http.fuzz.FramingGrammar.Framed;

/** Whole requests. */
final class RequestGrammar {

    private static final String[] METHODS = { "GET", "GET", "GET", "GET", "HEAD", "HEAD", "POST", "PUT", "DELETE", "OPTIONS",
            "PATCH",
            "TRACE", "PROPFIND", "get", "X", "A-B" };

    private final Dice dice;
    private final TargetGrammar targets;
    private final HeaderGrammar headers;
    private final BodyGrammar bodies;
    private final FramingGrammar framing;

    RequestGrammar(Dice dice) {
        this.dice = dice;
        this.targets = new TargetGrammar(dice);
        this.headers = new HeaderGrammar(dice);
        this.bodies = new BodyGrammar(dice);
        this.framing = new FramingGrammar(dice);
    }

    Request request() {
        return switch (dice.below(8)) {
            case 0 -> probe();
            case 1, 2, 3 -> withoutBody();
            case 4 -> malformed();
            default -> withBody(!dice.oneIn(4));
        };
    }

    /** A request whose answer is known, which shows that requests and answers still belong together. */
    Request probe() {
        String text = Long.toHexString(dice.number());
        return new Request("GET /probe/" + text + " HTTP/1.1\r\nHost: a\r\n\r\n", "GET", true, false, "probe " + text);
    }

    private Request withoutBody() {
        String method = dice.of(METHODS);
        boolean old = dice.oneIn(20);
        boolean closes = old || dice.oneIn(20);
        return new Request(method + " " + targets.target() + (old ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n") + headers.lines()
                + (closes && !old ? "Connection: close\r\n" : "") + "\r\n", method, true, closes, null);
    }

    private Request withBody(boolean well) {
        String method = dice.of("POST", "POST", "POST", "POST", "PUT", "GET", "HEAD", "DELETE", "PATCH");
        Body body = bodies.body();
        Framed framed = well ? framing.well(body.content()) : framing.badly(body.content());
        String target = method.equals("POST") && !dice.oneIn(5) ? targets.posted() : targets.target();
        return new Request(method + " " + target + " HTTP/1.1\r\n" + headers.lines() + body.type() + framed.headers() + "\r\n"
                + framed.body(), method, well, false, null);
    }

    /** The beginning of a request is not what HTTP wants. */
    private Request malformed() {
        String line = dice.of("GET", "HEAD", "POST", "", "G\0T", "GET\t", "\u00ff", "GET\u000b", "A".repeat(5000))
                + dice.of(" ", " ", " ", "  ", "\t", "") + targets.target()
                + dice.of("", "", "", " ", "\0", "\u00e5", " x", "\t")
                + dice.of(" HTTP/1.1", " HTTP/1.1", " HTTP/1.1", " HTTP/1.0", " HTTP/0.9", " HTTP/2.0", " HTTP/1.2", " HTTP/9",
                        " http/1.1",
                        " HTTP", "", " RTSP/1.0", " HTTP/1.1 x", " HTTP/99999999999.1");
        String fields = dice.of("", headers.lines(), headers.lines(), "Host: a\r\nHost: b\r\n", " folded\r\n",
                "Host: a\r\n folded\r\n",
                "no colon\r\n", ": empty\r\n", "a b: c\r\n", "X-Nul: a\0b\r\n", "X-Cr: a\rb\r\n", "X\u00e5: v\r\n", "Host: a\n",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
                "Connection: upgrade\r\nUpgrade: x\r\n",
                "X: y\r\n".repeat(dice.below(3000)), "Transfer-Encoding: chunked\r\n", "Content-Length: 4\r\n");
        return new Request(line + dice.of("\r\n", "\r\n", "\r\n", "\n", "\r") + fields + dice.of("\r\n", "\r\n", "\n", ""),
                line.startsWith("HEAD") ? "HEAD" : "GET", false, true, null);
    }
}
