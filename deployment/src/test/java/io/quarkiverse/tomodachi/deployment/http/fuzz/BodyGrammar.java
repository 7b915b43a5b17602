package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.nio.charset.StandardCharsets;

/** Bodies with the headers that tell what they are. */
final class BodyGrammar {

    private final Dice dice;
    private final HostileValues values;
    private final JsonGrammar json;
    private final FormGrammar forms;

    BodyGrammar(Dice dice) {
        this.dice = dice;
        this.values = new HostileValues(dice);
        this.json = new JsonGrammar(dice);
        this.forms = new FormGrammar(dice);
    }

    /**
     * @param type lines of headers
     * @param content one character for each byte
     */
    record Body(String type, String content) {
    }

    Body body() {
        Body body = switch (dice.below(6)) {
            case 0, 1 -> new Body(type("application/json"), json.document());
            case 2 -> text();
            case 3 -> new Body(type("application/x-www-form-urlencoded"), forms.encoded());
            case 4 -> forms.multipart();
            default -> new Body(type("application/octet-stream"), dice.bytes(dice.below(dice.oneIn(10) ? 70_000 : 200)));
        };
        return dice.oneIn(12) ? new Body(body().type(), body.content()) : body;
    }

    private Body text() {
        String text = dice.several(4, values::anything);
        String charset = dice.of("utf-8", "UTF-16", "iso-8859-1", "us-ascii", "utf-7", "none-such", "\"utf-8\"", "\"", "",
                "IBM037",
                "x-JISAutoDetect", "ISO-2022-CN", values.field());
        String encoded = dice.oneIn(3) ? new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1) : text;
        return new Body("Content-Type: text/plain" + dice.of("; ", ";", " ;") + dice.of("charset", "CHARSET", "charset ")
                + "=" + charset + "\r\n", encoded);
    }

    private String type(String type) {
        return switch (dice.below(12)) {
            case 0 -> "";
            case 1 -> "Content-Type: " + values.field() + "\r\n";
            case 2 ->
                "Content-Type: " + type + "; charset=" + dice.of("utf-16", "x", "latin1", "\"utf-8", values.field()) + "\r\n";
            case 3 -> "Content-Type: " + type + "\r\nContent-Type: " + dice.of("text/plain", "multipart/form-data") + "\r\n";
            case 4 ->
                "Content-Type: " + dice.of("*/*", "application/", "/json", "application/vnd.a+json", ";", "APPLICATION/JSON",
                        "application/json;;", "multipart/mixed", "text/xml", "a/b/c") + "\r\n";
            default -> "Content-Type: " + type + "\r\n";
        };
    }
}
