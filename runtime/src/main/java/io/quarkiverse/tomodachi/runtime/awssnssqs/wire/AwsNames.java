package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of topics and queues on AWS, the same as those of the Python library. */
public final class AwsNames {

    /** What the name of a first-in-first-out topic or queue ends with. */
    public static final String FIFO = ".fifo";

    private static final int TOPIC_LENGTH = 256;
    private static final int QUEUE_LENGTH = 80;

    private static final Pattern TO_ENCODE = Pattern.compile("[^A-Za-z0-9_\\-*#]");
    private static final Pattern ENCODED = Pattern
            .compile("___([0-9a-f]{2}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})_");
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]*");
    private static final String ARN = "arn:";
    private static final Pattern QUEUE_ARN = Pattern.compile("arn:[^:]+:sqs:([^:]*):([^:]*):([^:]+)");

    private static final Pattern PLACE = Pattern.compile("arn:aws[a-z-]*:[a-z]+:[a-z0-9-]+:[0-9]{12}:.*");
    private static final Pattern TOPIC_ARN = Pattern.compile("arn:[^:]+:sns:[^:]*:[^:]*:([A-Za-z0-9_.-]+)");

    private AwsNames() {
    }

    /** Each character that AWS does not take becomes three underscores, the hexadecimal UTF-8 bytes and an underscore. */
    public static String encodeTopic(String topic) {
        String base = withoutFifo(topic);
        String encoded = TO_ENCODE.matcher(base).replaceAll(
                match -> "___" + HexFormat.of().formatHex(match.group().getBytes(StandardCharsets.UTF_8)) + "_");
        return encoded + topic.substring(base.length());
    }

    /** The reverse of {@link #encodeTopic(String)}. */
    public static String decodeTopic(String name) {
        return ENCODED.matcher(name).replaceAll(match -> Matcher.quoteReplacement(StandardCharsets.UTF_8
                .decode(ByteBuffer.wrap(HexFormat.of().parseHex(match.group(1)))).toString()));
    }

    public static String topicName(String prefix, String topic, boolean fifo) {
        return withFifo(encodeTopic(prefix + topic), fifo);
    }

    /** The name of the topic in an ARN, as services call it. */
    public static String topicOfArn(String arn, String prefix) {
        String topic = decodeTopic(arn.substring(arn.lastIndexOf(':') + 1));
        return topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic;
    }

    /** The name of a queue that the handler does not name: shared by all instances, or the instance's own. */
    public static String generatedQueueName(String prefix, String topic, String function, String uuid, boolean competing,
            boolean fifo) {
        String text = encodeTopic(topic);
        return withFifo(prefix + sha256(competing ? text : text + function + uuid), fifo);
    }

    /** Whether it is meant to be an ARN; names have no colon. */
    public static boolean isArn(String text) {
        return text.startsWith(ARN);
    }

    /** A queue's ARN in its parts, empty if the text is no ARN. */
    public static Optional<QueueArn> queueArn(String text) {
        if (!text.startsWith("arn:")) {
            return Optional.empty();
        }
        Matcher matcher = QUEUE_ARN.matcher(text);
        return matcher.matches() ? Optional.of(new QueueArn(matcher.group(3), matcher.group(2))) : Optional.empty();
    }

    /** The name in a topic's ARN, empty if the text is no ARN of a topic. */
    public static Optional<String> topicArn(String text) {
        Matcher matcher = TOPIC_ARN.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Whether an ARN names the region and the account, twelve digits, of a topic or queue. */
    public static boolean hasPlace(String arn) {
        return PLACE.matcher(arn).matches();
    }

    public static boolean isFifo(String name) {
        return name.endsWith(FIFO);
    }

    /** @return what is wrong with the name of a topic, with its prefix or without */
    public static Optional<String> topicProblem(String topic) {
        return problem("Topic", topic, TOPIC_LENGTH);
    }

    /** @return what is wrong with the name of a queue, with its prefix or without */
    public static Optional<String> queueProblem(String queue) {
        return problem("Queue", queue, QUEUE_LENGTH);
    }

    private static Optional<String> problem(String kind, String name, int limit) {
        if (name.length() > limit) {
            return Optional.of(kind + " name (" + name + ") is too long.");
        }
        if (name.equals(FIFO)) {
            return Optional.of(kind + " name (" + name + ") has nothing before the suffix.");
        }
        if (!ALLOWED.matcher(withoutFifo(name)).matches()) {
            return Optional.of(kind + " name (" + name
                    + ") may only contain alphanumeric characters, hyphens (-), and underscores (_).");
        }
        return Optional.empty();
    }

    private static String withFifo(String name, boolean fifo) {
        return fifo && !isFifo(name) ? name + FIFO : name;
    }

    private static String withoutFifo(String name) {
        return isFifo(name) ? name.substring(0, name.length() - FIFO.length()) : name;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param name the queue's name
     * @param account the account that owns it
     */
    public record QueueArn(String name, String account) {

        /** Local emulators use an account of zeros, which they do not take as an owner. */
        public boolean hasOwner() {
            return !account.isEmpty() && !account.chars().allMatch(c -> c == '0');
        }
    }
}
