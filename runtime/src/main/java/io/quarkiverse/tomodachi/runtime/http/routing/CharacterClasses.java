package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Chars;

/** The characters that classes stand for. */
final class CharacterClasses {

    static final CodePoints DIGIT = CodePoints.range('0', '9');
    static final CodePoints WORD = DIGIT.or(CodePoints.range('a', 'z')).or(CodePoints.range('A', 'Z')).or(CodePoints.of('_'));
    static final CodePoints SPACE = CodePoints.range('\t', '\r').or(CodePoints.of(' '));
    static final CodePoints DOT = CodePoints.of('\n').or(CodePoints.of('\r')).or(CodePoints.of(0x85))
            .or(CodePoints.range(0x2028, 0x2029)).not();

    /** By far the most frequent class. */
    private static final Chars SEGMENT = Chars.of(CodePoints.of('/').not());

    /** Up to here a class that is not understood is tried character by character; beyond, anything may be in it. */
    private static final int LAST_TRIED = 0x17F;

    private static final Pattern SIMPLE_MEMBER = Pattern
            .compile("[\\p{Alnum}_/.~%@!+=:;,'\"()*?$|{}<> ]|\\\\[-.dws/_~%@!+*?$|(){}]");

    private CharacterClasses() {
    }

    /** @return the set of a predefined class, such as that of {@code \d}, {@code null} for any other letter */
    static CodePoints predefined(char letter) {
        return switch (letter) {
            case 'd' -> DIGIT;
            case 'D' -> DIGIT.not();
            case 'w' -> WORD;
            case 'W' -> WORD.not();
            case 's' -> SPACE;
            case 'S' -> SPACE.not();
            default -> null;
        };
    }

    /** @param text a class in brackets, the brackets included */
    static Chars bracketed(String text) {
        if (text.equals("[^/]")) {
            return SEGMENT;
        }
        CodePoints simple = simple(text);
        return simple != null ? Chars.of(simple) : tried(text);
    }

    /** Asks {@code java.util.regex} which of the first characters are in the class. */
    static Chars tried(String text) {
        Matcher matcher = Pattern.compile(text).matcher("");
        CodePoints certain = CodePoints.NONE;
        for (int codePoint = 0; codePoint <= LAST_TRIED; codePoint++) {
            if (matcher.reset(Character.toString(codePoint)).matches()) {
                certain = certain.or(CodePoints.of(codePoint));
            }
        }
        return new Chars(certain.or(CodePoints.range(LAST_TRIED + 1, Character.MAX_CODE_POINT)), certain);
    }

    /** @return the set, {@code null} if the class is more than characters, ranges of them, and predefined classes */
    private static CodePoints simple(String text) {
        boolean negated = text.startsWith("[^");
        int at = negated ? 2 : 1;
        int end = text.length() - 1;
        CodePoints set = CodePoints.NONE;
        Matcher member = SIMPLE_MEMBER.matcher(text);
        while (at < end) {
            boolean hyphen = text.charAt(at) == '-';
            if (hyphen && at != end - 1 && at != (negated ? 2 : 1)) {
                return null;
            }
            if (!hyphen && !member.region(at, end).lookingAt()) {
                return null;
            }
            char first = hyphen ? '-' : text.charAt(member.end() - 1);
            boolean escaped = !hyphen && member.end() - at == 2;
            at = hyphen ? at + 1 : member.end();
            CodePoints predefined = escaped ? predefined(first) : null;
            char last = first;
            if (at < end - 1 && text.charAt(at) == '-') {
                last = text.charAt(at + 1);
                if (hyphen || escaped || !Character.isLetterOrDigit(last) || last < first) {
                    return null;
                }
                at += 2;
            }
            set = set.or(predefined != null ? predefined : CodePoints.range(first, last));
        }
        return negated ? set.not() : set;
    }
}
