package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The chance that generators draw from: the same seed gives the same request. What goes over the wire is text in which each
 * character is one byte.
 */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
        // the first numbers of neighbouring seeds are alike
        random.nextLong();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final String from(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    long number() {
        return random.nextLong();
    }

    /** A few of them, one after another. */
    String several(int most, Supplier<String> one) {
        StringBuilder all = new StringBuilder();
        for (int i = below(most + 1); i > 0; i--) {
            all.append(one.get());
        }
        return all.toString();
    }

    String bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
