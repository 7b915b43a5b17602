package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;

/**
 * A topic with wildcards, as the name on AWS: {@code *} stands for any characters but the dot, which is encoded there,
 * {@code #} for any characters.
 */
public final class TopicPattern {

    private static final String ENCODED_DOT = AwsNames.encodeTopic(".");

    private final Pattern pattern;
    private final boolean fifo;

    public TopicPattern(String name) {
        StringBuilder regex = new StringBuilder();
        for (char character : name.toCharArray()) {
            switch (character) {
                case '*' -> regex.append("(?:(?!").append(ENCODED_DOT).append(").)*");
                case '#' -> regex.append(".*");
                default -> regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        this.pattern = Pattern.compile(regex.toString());
        this.fifo = AwsNames.isFifo(name);
    }

    public static boolean isPattern(String topic) {
        return !QueueNames.isArn(topic) && (topic.indexOf('*') >= 0 || topic.indexOf('#') >= 0);
    }

    /** @return what is wrong with the pattern of an encoded name */
    static Optional<String> problem(String name) {
        return AwsNames.topicProblem(name.replaceFirst("[*#]", "x").replaceAll("[*#]", ""));
    }

    /** @return those of the topics whose names fit and that are FIFO if the pattern is, in order */
    public List<String> select(List<String> topicArns) {
        return topicArns.stream().filter(arn -> {
            String name = arn.substring(arn.lastIndexOf(':') + 1);
            return AwsNames.isFifo(name) == fifo && pattern.matcher(name).matches();
        }).sorted().toList();
    }

    /** @return the ARN of one topic; of several ones what their ARNs begin with, followed by {@code *} */
    public static String commonSource(List<String> topicArns) {
        String first = topicArns.get(0);
        if (topicArns.size() == 1) {
            return first;
        }
        int length = first.length();
        for (String arn : topicArns) {
            int same = 0;
            while (same < Math.min(length, arn.length()) && arn.charAt(same) == first.charAt(same)) {
                same++;
            }
            length = same;
        }
        return first.substring(0, length) + "*";
    }
}
