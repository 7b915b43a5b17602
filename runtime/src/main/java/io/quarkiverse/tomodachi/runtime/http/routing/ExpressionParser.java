package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Capture;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Chars;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Choice;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Opaque;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Repeat;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Repeat.Mode;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Sequence;

/** Reads the structure of an expression that {@code java.util.regex} accepts. What it does not know it refuses. */
final class ExpressionParser {

    private final String source;
    private int at;

    private ExpressionParser(String source) {
        this.source = source;
    }

    /** @return {@code null} if something in it is not understood, such as a flag */
    static Expression parse(String java) {
        try {
            ExpressionParser parser = new ExpressionParser(unquote(java));
            Expression expression = parser.choice();
            return parser.at == parser.source.length() ? expression : null;
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private static final class NotUnderstood extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    /** Escapes what stands between {@code \Q} and {@code \E}, as {@code java.util.regex} does before it reads on. */
    private static String unquote(String text) {
        if (!text.contains("\\Q")) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i + 1 == text.length();
            if (c == '\\' && !last && text.charAt(i + 1) == (quoted ? 'E' : 'Q')) {
                quoted = !quoted;
                i++;
            } else if (c == '\\' && !quoted && !last) {
                plain.append(c).append(text.charAt(++i));
            } else {
                plain.append(quoted && c < 128 && !Character.isLetterOrDigit(c) ? "\\" : "").append(c);
            }
        }
        return plain.toString();
    }

    private Expression choice() {
        List<Expression> alternatives = new ArrayList<>();
        alternatives.add(sequence());
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            alternatives.add(sequence());
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Choice(alternatives);
    }

    private Expression sequence() {
        List<Expression> parts = new ArrayList<>();
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            parts.add(quantified(atom()));
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    private Expression atom() {
        int c = source.codePointAt(at);
        switch (c) {
            case '(':
                return group();
            case '[':
                return CharacterClasses.bracketed(take(endOfClass()));
            case '\\':
                at++;
                return escape();
            case '.':
                at++;
                return Chars.of(CharacterClasses.DOT);
            case '^', '$':
                at++;
                return Opaque.CONDITION;
            case '*', '+', '?', '{':
                throw new NotUnderstood();
            default:
                at += Character.charCount(c);
                return literal(c);
        }
    }

    private static Expression literal(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            throw new NotUnderstood();
        }
        return Chars.of(CodePoints.of(codePoint));
    }

    private Expression group() {
        at++;
        if (skip("?:")) {
            return closed(choice());
        }
        if (skip("?>")) {
            return new Opaque(closed(choice()), Expression.EMPTY);
        }
        if (skip("?=") || skip("?!") || skip("?<=") || skip("?<!")) {
            return new Opaque(Expression.EMPTY, closed(choice()));
        }
        if (skip("?<g")) {
            int index = Integer.parseInt(take(source.indexOf('>', at)));
            at++;
            return new Capture(index, closed(choice()));
        }
        if (source.startsWith("?", at)) {
            throw new NotUnderstood();
        }
        return closed(choice());
    }

    private Expression closed(Expression body) {
        if (!skip(")")) {
            throw new NotUnderstood();
        }
        return body;
    }

    private int endOfClass() {
        int depth = 0;
        if (source.startsWith("[]", at) || source.startsWith("[^]", at)) {
            throw new NotUnderstood();
        }
        for (int i = at; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return i + 1;
            }
        }
        throw new NotUnderstood();
    }

    private Expression escape() {
        if (at == source.length()) {
            throw new NotUnderstood();
        }
        char c = source.charAt(at++);
        CodePoints predefined = CharacterClasses.predefined(c);
        if (predefined != null) {
            return Chars.of(predefined);
        }
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            return literal(c);
        }
        switch (c) {
            case 't':
                return literal('\t');
            case 'n':
                return literal('\n');
            case 'x', 'u':
                return literal(hexadecimal(c == 'x' ? 2 : 4));
            case 'h', 'H', 'v', 'V':
                return CharacterClasses.tried("\\" + c);
            case 'p', 'P':
                return CharacterClasses.tried("\\" + c + take(skipTo('{', '}')));
            case 'A', 'b', 'B', 'G', 'Z', 'z':
                return Opaque.CONDITION;
            case 'k':
                at = skipTo('<', '>');
                return Opaque.CONDITION;
            default:
                throw new NotUnderstood();
        }
    }

    private int hexadecimal(int digits) {
        String number = at + digits <= source.length() ? take(at + digits) : "";
        if (!number.matches("[0-9A-Fa-f]+")) {
            throw new NotUnderstood();
        }
        return Integer.parseInt(number, 16);
    }

    private int skipTo(char open, char close) {
        int end = at < source.length() && source.charAt(at) == open ? source.indexOf(close, at) : -1;
        if (end < 0) {
            throw new NotUnderstood();
        }
        return end + 1;
    }

    private Expression quantified(Expression body) {
        int min;
        int max;
        if (skip("*")) {
            min = 0;
            max = Repeat.UNLIMITED;
        } else if (skip("+")) {
            min = 1;
            max = Repeat.UNLIMITED;
        } else if (skip("?")) {
            min = 0;
            max = 1;
        } else if (skip("{")) {
            String[] limits = take(known(source.indexOf('}', at))).split(",", -1);
            min = number(limits[0]);
            max = limits.length == 1 ? min : limits[1].isEmpty() ? Repeat.UNLIMITED : number(limits[1]);
            at++;
        } else {
            return body;
        }
        Mode mode = skip("?") ? Mode.LAZY : skip("+") ? Mode.POSSESSIVE : Mode.GREEDY;
        if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
            throw new NotUnderstood();
        }
        return new Repeat(body, min, max, mode);
    }

    private static int known(int index) {
        if (index < 0) {
            throw new NotUnderstood();
        }
        return index;
    }

    private static int number(String digits) {
        if (!digits.matches("[0-9]{1,8}")) {
            throw new NotUnderstood();
        }
        return Integer.parseInt(digits);
    }

    private boolean skip(String text) {
        if (!source.startsWith(text, at)) {
            return false;
        }
        at += text.length();
        return true;
    }

    private String take(int end) {
        String text = source.substring(at, end);
        at = end;
        return text;
    }
}
