package io.quarkiverse.tomodachi.devservices.amqp.model;

import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;

/** A topic exchange's binding key: words between dots, where * stands for one word and # for any number of words. */
final class TopicPattern implements RouteMatcher {

    private static final String ONE_WORD = "*";
    private static final String ANY_WORDS = "#";

    private final String[] pattern;

    TopicPattern(String bindingKey) {
        pattern = words(bindingKey);
    }

    @Override
    public boolean matches(String routingKey, FieldTable headers) {
        String[] words = words(routingKey);
        // reached[i]: the pattern read so far matches the first i words. Linear in both, whatever the pattern.
        boolean[] reached = new boolean[words.length + 1];
        reached[0] = true;
        for (String part : pattern) {
            reached = part.equals(ANY_WORDS) ? afterAnyWords(reached) : afterOneWord(reached, part, words);
        }
        return reached[words.length];
    }

    private static boolean[] afterAnyWords(boolean[] before) {
        boolean[] after = new boolean[before.length];
        boolean open = false;
        for (int i = 0; i < before.length; i++) {
            open |= before[i];
            after[i] = open;
        }
        return after;
    }

    private static boolean[] afterOneWord(boolean[] before, String part, String[] words) {
        boolean[] after = new boolean[before.length];
        for (int i = 0; i < words.length; i++) {
            after[i + 1] = before[i] && (part.equals(ONE_WORD) || part.equals(words[i]));
        }
        return after;
    }

    private static String[] words(String key) {
        return key.isEmpty() ? new String[0] : key.split("\\.", -1);
    }
}
