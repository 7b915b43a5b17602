package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.deployment.http.fuzz.Answer.Field;

/** Reads answers as strictly as HTTP/1.1 allows a server to write them (RFC 9110, RFC 9112). */
final class AnswerParser {

    /** The version that a client made up is told back to it by Vert.x. */
    private static final Pattern STATUS = Pattern.compile("(\\S+/\\d+\\.\\d+) ([1-5]\\d\\d) ([\\t \\x21-\\x7e]*)");
    private static final Pattern FIELD = Pattern.compile(
            "([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(|[!-~\\x80-\\xff]|[!-~\\x80-\\xff][\\t -~\\x80-\\xff]*[!-~\\x80-\\xff])[ \\t]*");
    private static final Pattern CHUNK = Pattern.compile("[0-9a-fA-F]{1,8}");

    private final String wire;
    private final IntPredicate head;
    private final boolean closed;
    private final List<Answer> answers = new ArrayList<>();
    private int at;
    private boolean opaque;

    private AnswerParser(String wire, IntPredicate head, boolean closed) {
        this.wire = wire;
        this.head = head;
        this.closed = closed;
    }

    /** No server writes this. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * @param answers the final ones, without interim ones
     * @param rest what is no whole answer at the end
     */
    record Answers(List<Answer> answers, String rest) {
    }

    /**
     * @param head whether the answer with this number is one to HEAD
     * @param closed whether the server has closed the connection, which ends an answer without a length
     */
    static Answers parse(String wire, IntPredicate head, boolean closed) throws Malformed {
        AnswerParser parser = new AnswerParser(wire, head, closed);
        while (parser.at < wire.length() && !parser.opaque) {
            int begin = parser.at;
            if (!parser.answer()) {
                return new Answers(parser.answers, wire.substring(begin));
            }
        }
        return new Answers(parser.answers, "");
    }

    static boolean isAnswered(Conversation conversation, String received) {
        try {
            List<Answer> answers = parse(received, i -> isHead(conversation, i), false).answers();
            return answers.size() >= conversation.due();
        } catch (Malformed e) {
            return true;
        }
    }

    static boolean isHead(Conversation conversation, int index) {
        return index < conversation.requests().size() && conversation.requests().get(index).method().equals("HEAD");
    }

    /** @return whether there was a whole one */
    private boolean answer() throws Malformed {
        String line = line();
        if (line == null) {
            return false;
        }
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            throw new Malformed("This is no status line: " + line);
        }
        int code = Integer.parseInt(status.group(2));
        List<Field> fields = fields();
        if (fields == null) {
            return false;
        }
        Answer answer = new Answer(status.group(1), code, fields, "");
        if (code < 200) {
            without(answer, "Content-Length");
            without(answer, "Transfer-Encoding");
            opaque = code == 101;
            return true;
        }
        String body = body(answer);
        if (body != null) {
            answers.add(new Answer(answer.version(), code, fields, body));
        }
        return body != null;
    }

    private String line() {
        int end = wire.indexOf("\r\n", at);
        if (end < 0) {
            return null;
        }
        String line = wire.substring(at, end);
        at = end + 2;
        return line;
    }

    private List<Field> fields() throws Malformed {
        List<Field> fields = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                return fields;
            }
            Matcher field = FIELD.matcher(line);
            if (!field.matches()) {
                throw new Malformed("This is no header: " + line);
            }
            fields.add(new Field(field.group(1), field.group(2)));
        }
        return null;
    }

    private String body(Answer answer) throws Malformed {
        List<String> lengths = answer.all("Content-Length");
        List<String> encodings = answer.all("Transfer-Encoding");
        if (lengths.size() + encodings.size() > 1) {
            throw new Malformed("The length is told more than once: " + lengths + encodings);
        }
        if (!lengths.isEmpty() && !lengths.get(0).matches("\\d{1,18}")) {
            throw new Malformed("This is no length: " + lengths);
        }
        if (!encodings.isEmpty() && !encodings.get(0).equals("chunked")) {
            throw new Malformed("This is no encoding: " + encodings);
        }
        if (answer.status() == 204) {
            without(answer, "Content-Length");
            without(answer, "Transfer-Encoding");
        }
        if (answer.status() == 204 || answer.status() == 304 || head.test(answers.size())) {
            return "";
        }
        if (!encodings.isEmpty()) {
            return chunks();
        }
        if (lengths.isEmpty()) {
            return closed ? take(wire.length() - at) : null;
        }
        return take(Long.parseLong(lengths.get(0)));
    }

    private static void without(Answer answer, String name) throws Malformed {
        if (!answer.all(name).isEmpty()) {
            throw new Malformed("An answer " + answer.status() + " has no " + name);
        }
    }

    private String take(long length) {
        if (wire.length() - at < length) {
            return null;
        }
        String taken = wire.substring(at, at + (int) length);
        at += (int) length;
        return taken;
    }

    private String chunks() throws Malformed {
        StringBuilder body = new StringBuilder();
        for (String size = line(); size != null; size = line()) {
            if (!CHUNK.matcher(size).matches()) {
                throw new Malformed("This is no size of a chunk: " + size);
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                return fields() == null ? null : body.toString();
            }
            String chunk = take(length);
            if (chunk == null || wire.length() < at + 2) {
                return null;
            }
            if (!take(2).equals("\r\n")) {
                throw new Malformed("A chunk is longer than it tells");
            }
            body.append(chunk);
        }
        return null;
    }
}
