package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;

/**
 * What the members of {@code @AwsSnsSqs} may be. Used when the application is built, where values with configuration
 * expressions are passed over, and again at start with the expressions resolved.
 */
public final class SettingsRules {

    private static final int LARGEST_VISIBILITY_TIMEOUT = 43_200;
    private static final int LARGEST_RECEIVE_COUNT = 1000;

    private final HandlerSettings settings;
    private final List<String> problems = new ArrayList<>();

    private SettingsRules(HandlerSettings settings) {
        this.settings = settings;
    }

    /** @return texts that continue "the handler …": what is wrong; what to do */
    public static List<String> problems(HandlerSettings settings) {
        SettingsRules rules = new SettingsRules(settings);
        rules.topic();
        rules.queue();
        rules.filterPolicy();
        rules.deadLetters();
        rules.numbers();
        AttributeRules.check(settings, rules.problems::add);
        return rules.problems;
    }

    /** @return texts as those of {@link #problems}, about what is written in the source and not about what it stands for */
    public static List<String> expressionProblems(HandlerSettings settings) {
        SettingsRules rules = new SettingsRules(settings);
        rules.expressions();
        return rules.problems;
    }

    /** @return texts that continue "the handler …": what AWS may refuse, or may not */
    public static List<String> warnings(HandlerSettings settings) {
        String policy = settings.filterPolicy();
        return policy == null || policy.isBlank() || HandlerSettings.isExpression(policy) ? List.of()
                : FilterPolicyRules.warnings(policy, settings.attributes().filtersBodies());
    }

    private void expressions() {
        closed("topic", settings.topic());
        closed("queueName", settings.queueName());
        closed("deadLetterQueueName", settings.deadLetterQueueName());
        closed("filterPolicy", settings.filterPolicy());
        closed("sqsKmsMasterKeyId", settings.attributes().queue().get(DeclaredAttributes.KMS_KEY));
        closed("snsKmsMasterKeyId", settings.attributes().topic().get(DeclaredAttributes.KMS_KEY));
    }

    private void closed(String member, String text) {
        if (text != null && !ConfiguredText.isClosed(text)) {
            problems.add("has the " + member + " '" + text + "', whose expression does not end; close it with }");
        }
    }

    private void topic() {
        String topic = settings.topic();
        if (topic.isEmpty()) {
            if (settings.queueName().isEmpty()) {
                problems.add("names neither a topic nor a queue; set topic or queueName");
            }
        } else if (topic.isBlank()) {
            problems.add("has the topic '" + topic + "', which is blank; name the topic or leave it out");
        } else if (QueueNames.isArn(topic) && !HandlerSettings.isExpression(topic)) {
            topicArn(topic);
        } else if (!HandlerSettings.isExpression(topic)) {
            name("topic", AwsNames.topicName("", topic, settings.fifo()),
                    TopicPattern.isPattern(topic) ? TopicPattern::problem : AwsNames::topicProblem);
            if (AwsNames.isFifo(topic) && !settings.fifo()) {
                problems.add("has the topic '" + topic + "', whose name is that of a FIFO topic; set fifo = true");
            }
        }
    }

    private void topicArn(String arn) {
        Optional<String> name = AwsNames.topicArn(arn);
        if (name.isEmpty() || !AwsNames.hasPlace(arn)) {
            problems.add("has the topic '" + arn + "', which is not the ARN of a topic; write"
                    + " arn:aws:sns:<region>:<account>:<name>, or the name alone");
        } else if (AwsNames.isFifo(name.get()) != settings.fifo()) {
            problems.add(settings.fifo() ? "is FIFO, but its topic '" + arn + "' is not; name a FIFO topic"
                    : "has the topic '" + arn + "', whose name is that of a FIFO topic; set fifo = true");
        }
        if (settings.attributes().topic().containsKey(DeclaredAttributes.KMS_KEY)) {
            problems.add("names its topic by the ARN, and such topics are not changed, so that snsKmsMasterKeyId has no"
                    + " meaning; leave it out");
        }
    }

    private void queue() {
        String queue = settings.queueName();
        if (queue.isEmpty()) {
            return;
        }
        if (!settings.competing()) {
            problems.add("has a queueName and competing = false, but instances that do not compete have a queue each; leave"
                    + " one of them out");
        }
        queueName("queueName", queue);
    }

    private void queueName(String member, String queue) {
        if (HandlerSettings.isExpression(queue)) {
            return;
        }
        String name = queue;
        if (queue.startsWith("arn:")) {
            Optional<AwsNames.QueueArn> arn = AwsNames.queueArn(queue);
            if (arn.isEmpty() || !AwsNames.hasPlace(queue)) {
                problems.add("has the " + member + " '" + queue + "', which is not the ARN of a queue; write"
                        + " arn:aws:sqs:<region>:<account>:<name>, or the name alone");
                return;
            }
            name = arn.get().name();
        }
        name(member, name, AwsNames::queueProblem);
        if (settings.fifo() != AwsNames.isFifo(name)) {
            problems.add(settings.fifo()
                    ? "is FIFO, but its " + member + " '" + queue + "' does not end with .fifo; append .fifo"
                    : "has the " + member + " '" + queue + "', whose name is that of a FIFO queue; set fifo = true");
        }
    }

    private void name(String member, String name, Function<String, Optional<String>> rule) {
        rule.apply(name).ifPresent(problem -> problems.add("has an invalid " + member + ": "
                + problem.substring(0, problem.length() - 1) + "; choose a name that AWS takes"));
    }

    private void filterPolicy() {
        String policy = settings.filterPolicy();
        if (policy == null) {
            return;
        }
        if (!policy.isBlank() && !HandlerSettings.isExpression(policy)) {
            problems.addAll(FilterPolicyRules.problems(policy, settings.attributes().filtersBodies()));
        }
        if (settings.topic().isEmpty()) {
            problems.add("has a filterPolicy but no topic, and only subscriptions filter; name the topic or leave the policy"
                    + " out");
        }
    }

    private void deadLetters() {
        String queue = settings.deadLetterQueueName();
        boolean named = queue != null && !queue.isEmpty();
        boolean counted = settings.maxReceiveCount() != null;
        if (named != counted) {
            problems.add("has " + (named ? "a deadLetterQueueName without maxReceiveCount"
                    : "a maxReceiveCount without deadLetterQueueName") + "; set both or none");
        }
        if (counted && (settings.maxReceiveCount() < 1 || settings.maxReceiveCount() > LARGEST_RECEIVE_COUNT)) {
            problems.add("has the maxReceiveCount " + settings.maxReceiveCount() + "; it is from 1 to "
                    + LARGEST_RECEIVE_COUNT);
        }
        if (named) {
            queueName("deadLetterQueueName", queue);
            if (queue.equals(settings.queueName())) {
                problems.add("has its own queue as dead-letter queue; name another one");
            } else if (isElsewhere(queue)) {
                problems.add("has the dead-letter queue " + queue + ", which is of another account or region than its queue "
                        + settings.queueName() + ", and SQS moves messages only within one; name a queue of the same one");
            }
        }
    }

    /** Known where both are given by their ARNs. */
    private boolean isElsewhere(String deadLetters) {
        return Stream.of(deadLetters, settings.queueName()).allMatch(
                queue -> AwsNames.hasPlace(queue) && !HandlerSettings.isExpression(queue))
                && !place(deadLetters).equals(place(settings.queueName()));
    }

    private static String place(String arn) {
        return arn.substring(0, arn.lastIndexOf(':'));
    }

    private void numbers() {
        Integer timeout = settings.visibilityTimeout();
        if (timeout != null && (timeout < 0 || timeout > LARGEST_VISIBILITY_TIMEOUT)) {
            problems.add("has the visibilityTimeout " + timeout + "; it is from 0 to " + LARGEST_VISIBILITY_TIMEOUT
                    + " seconds");
        }
        if (settings.concurrency() < 1) {
            problems.add("has the concurrency " + settings.concurrency() + "; it is 1 or more");
        }
    }
}
