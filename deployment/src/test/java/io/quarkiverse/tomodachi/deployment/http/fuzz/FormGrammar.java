package io.quarkiverse.tomodachi.deployment.http.fuzz;

import io.quarkiverse.tomodachi.deployment.http.fuzz.BodyGrammar.Body;

/** Forms of both encodings. */
final class FormGrammar {

    private final Dice dice;
    private final HostileValues values;

    FormGrammar(Dice dice) {
        this.dice = dice;
        this.values = new HostileValues(dice);
    }

    String encoded() {
        String form = dice.several(6,
                () -> name() + dice.of("=", "=", "=", "", "==") + dice.of("1", values.encoded(), values.encoded())
                        + dice.of("&", "&", "&", "&&", ";", "\r\n"));
        return switch (dice.below(20)) {
            case 0 -> "a=1&".repeat(dice.below(3000));
            case 1 -> "n".repeat(dice.below(5000)) + "=" + "v".repeat(dice.below(5000));
            default -> form;
        };
    }

    private String name() {
        return dice.of("title", "number", "numbers", "color", "doc", values.encoded());
    }

    Body multipart() {
        String boundary = dice.of("b", "----WebKitFormBoundary1", "a b", "'", "", "=", "\u00e5", "x".repeat(100));
        String type = "Content-Type: multipart/" + dice.of("form-data", "form-data", "form-data", "mixed", "FORM-DATA")
                + dice.of("; boundary=" + boundary, "; boundary=" + boundary, "; boundary=" + boundary,
                        "; boundary=\"" + boundary + "\"", "", "; boundary", "; boundary=",
                        "; charset=utf-16; boundary=" + boundary)
                + "\r\n";
        StringBuilder content = new StringBuilder(dice.oneIn(10) ? "preamble\r\n" : "");
        for (int i = dice.oneIn(30) ? dice.below(300) : dice.below(5); i > 0; i--) {
            content.append("--").append(boundary).append(dice.oneIn(20) ? "\n" : "\r\n").append(part());
        }
        return new Body(type, content + dice.of("--" + boundary + "--\r\n", "--" + boundary + "--\r\n", "--" + boundary + "--",
                "--" + boundary, "", "--" + boundary + "--\r\nepilogue"));
    }

    private String part() {
        return disposition() + "\r\n"
                + dice.of("", "",
                        "Content-Type: " + dice.of("text/plain; charset=utf-8", "text/plain; charset=none-such", "image/png",
                                "multipart/mixed; boundary=c", values.field()) + "\r\n")
                + dice.of("", "", "",
                        "Content-Transfer-Encoding: " + dice.of("7bit", "8bit", "binary", "base64", "none-such") + "\r\n")
                + dice.of("", "", "", "Content-Length: " + dice.of("0", "5", "-1", "99999999999999999999", "x") + "\r\n")
                + dice.of("\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "")
                + dice.from(values::anything, () -> dice.bytes(dice.below(3000)), () -> "1", values::text)
                + dice.of("\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "");
    }

    private String disposition() {
        String file = dice.of("a.txt", "../../a.txt", "", "C:\\a.txt", "a\"b", "/etc/passwd", "a".repeat(300), "\u00e5.txt",
                values.field());
        return "Content-Disposition: " + dice.of("form-data", "form-data", "form-data", "form-data", "attachment", "", "file")
                + dice.of("; name=\"" + name() + "\"", "; name=\"" + name() + "\"", "; name=" + name(), "", "; name=\"\"",
                        "; name")
                + dice.of("", "; filename=\"" + file + "\"", "; filename=\"" + file + "\"",
                        "; filename*=utf-8''" + values.encoded(),
                        "; filename*=none-such''a", "; filename*=utf-8", "; filename=" + file, "; filename=\"" + file);
    }
}
