package io.quarkiverse.tomodachi.deployment.staticfiles;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A path in one of its many spellings, and what it means: the second is worked out from what was put together, not from the
 * text.
 *
 * @param text the path as it is requested
 * @param meaning the names that lead to the file, {@code null} if it is not a path at all
 * @param canonical whether each name is spelled as it must be
 */
record SpelledPath(String text, String meaning, boolean canonical) {

    /** Spelling, meaning, and whether the spelling is the canonical one. */
    record Part(String text, String name, boolean canonical) {
    }

    private static final List<Part> NAMES = List.of(
            new Part("static", "static", true), new Part("%73tatic", "static", true),
            new Part("static", "static", true), new Part("static", "static", true),
            new Part("a.txt", "a.txt", true), new Part("%61%2etxt", "a.txt", true), new Part("%61.tx%74", "a.txt", true),
            new Part("sub", "sub", true), new Part("s%75b", "sub", true),
            new Part("b%20c.txt", "b c.txt", true), new Part("b%20c%2Etxt", "b c.txt", true),
            new Part("%C3%A5.txt", "å.txt", true), new Part("%c3%a5.txt", "å.txt", false),
            new Part("d+e", "d+e", true), new Part("d%2Be", "d+e", false), new Part("d%2be", "d+e", false),
            new Part("50%25", "50%", true), new Part("secret", "secret", true), new Part("%73ecre%74", "secret", true),
            new Part("f.txt", "f.txt", true), new Part("link", "link", true), new Part("public-not", "public-not", true),
            new Part("secret.txt", "secret.txt", true), new Part("etc", "etc", true), new Part("passwd", "passwd", true));
    private static final List<String> UP = List.of("..", "%2e%2e", ".%2E", "%2E.");
    private static final List<String> STAY = List.of(".", "%2e", "");
    private static final List<String> NEVER = List.of("..%2f", "%2f", "..%2Fsecret.txt", "%2e%2e%2fpublic-not", "%5c..",
            "..%5c",
            "\\..\\", "a.txt%00", "%00", "%0d%0a", "%252e%252e", "..%252f", "%25252e", "..;", "..;x=1", "...", "a.txt;x",
            "%EF%BC%8E%EF%BC%8E", "a.txt%20", "A.TXT", "SECRET", "a.txt.", "C:", "~", "%7F", "%C2%85", "%c0%ae%c0%ae",
            "%e0%80%ae", "%ff", "..%c0%af");
    private static final List<String> MALFORMED = List.of("%zz", "%", "%u002e", "%2");

    static SpelledPath random(Random random) {
        StringBuilder text = new StringBuilder();
        Deque<String> names = new ArrayDeque<>();
        Deque<Boolean> spelled = new ArrayDeque<>();
        boolean malformed = false;
        boolean slash = false;
        int length = 1 + random.nextInt(7);
        for (int i = 0; i < length; i++) {
            int kind = random.nextInt(20);
            Part part;
            if (i == 0 && kind < 16 || kind < 13) {
                part = NAMES.get(random.nextInt(i == 0 ? 4 : NAMES.size()));
            } else if (kind < 16) {
                part = new Part(pick(UP, random), null, true);
                names.pollLast();
                spelled.pollLast();
            } else if (kind < 18) {
                part = new Part(pick(STAY, random), null, true);
            } else if (kind < 19) {
                part = new Part(pick(NEVER, random), "\0never", false);
            } else {
                part = new Part(pick(MALFORMED, random), "\0malformed", false);
                malformed = true;
            }
            text.append('/').append(part.text());
            slash = part.name() == null;
            if (part.name() != null) {
                names.addLast(part.name());
                spelled.addLast(part.canonical());
            }
        }
        String meaning = malformed ? null : "/" + String.join("/", names) + (slash ? "/" : "");
        return new SpelledPath(text.toString(), meaning, !spelled.contains(false));
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
