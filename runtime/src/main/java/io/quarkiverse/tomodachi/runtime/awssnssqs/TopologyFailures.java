package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyDifferences;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyException;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;

/** Why handlers could not be set up: all that concerns single ones together, or else what concerns all. */
final class TopologyFailures {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    void add(Throwable failure) {
        failures.add(Failures.unwrap(failure));
    }

    /** Whether other handlers would fail for the same reason. */
    boolean areFatal() {
        return failures.stream().anyMatch(failure -> !concernsOne(failure));
    }

    void throwIfAny() {
        List<Throwable> single = failures.stream().filter(TopologyFailures::concernsOne).toList();
        failures.stream().filter(failure -> !concernsOne(failure)).findFirst().ifPresent(failure -> {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        });
        if (single.isEmpty()) {
            return;
        }
        TopologyException failure = new TopologyException(text(single), single.get(0));
        single.stream().skip(1).forEach(failure::addSuppressed);
        throw failure;
    }

    private static String text(List<Throwable> failures) {
        String differences = join(failures.stream().filter(TopologyDifferences.class::isInstance).toList());
        String refusals = join(failures.stream().filter(TopologyException.class::isInstance).toList());
        if (differences.isEmpty()) {
            return refusals;
        }
        return "SNS and SQS are not as the handlers declare, and as quarkus.tomodachi.aws-sns-sqs.topology is verify, nothing was"
                + " changed:\n" + differences + (refusals.isEmpty() ? "" : "\n" + refusals)
                + "\nMake them so on AWS, or set quarkus.tomodachi.aws-sns-sqs.topology=apply to have it done at start";
    }

    private static String join(List<Throwable> failures) {
        return failures.stream().map(Throwable::getMessage).distinct().sorted().collect(Collectors.joining("\n"));
    }

    private static boolean concernsOne(Throwable failure) {
        return failure instanceof TopologyException || failure instanceof TopologyDifferences;
    }
}
