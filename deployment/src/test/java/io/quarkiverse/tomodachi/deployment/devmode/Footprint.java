package io.quarkiverse.tomodachi.deployment.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this JVM holds.
 *
 * @param instances how many objects of each of our classes can be reached
 * @param threads how many threads there are of each name, without their numbers
 */
record Footprint(Map<String, Long> instances, Map<String, Long> threads) {

    private static final Pattern CLASS = Pattern.compile(
            "^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.quarkiverse\\.tomodachi\\.\\S+)",
            Pattern.MULTILINE);

    /** What may be there of the start before, or for a moment. */
    private static final int SLACK = 10;

    /** The conditions of build steps: one object of each build stays, which nothing of ours refers to. */
    private static final Set<String> CONDITIONS = Set.of("io.quarkiverse.tomodachi.deployment.message.ProtobufLibrary");

    static Footprint take() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[] { new String[0] }, new String[] { String[].class.getName() });
        // a class has a line for each class loader that has loaded it
        Map<String, Long> instances = new TreeMap<>();
        for (MatchResult line : (Iterable<MatchResult>) CLASS.matcher(histogram).results()::iterator) {
            instances.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
        }
        instances.keySet().removeAll(CONDITIONS);
        Map<String, Long> threads = Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .map(name -> name.replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "#"))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return new Footprint(instances, threads);
    }

    /** Several times as many reloads have been made for this as for the other one. */
    void assertNotMoreThan(Footprint other) {
        assertThat(instances).as("our objects").isNotEmpty();
        instances.forEach((name, count) -> assertThat(count).as("objects of %s", name)
                .isLessThanOrEqualTo(2 * other.instances.getOrDefault(name, 0L) + SLACK));
        threads.forEach((name, count) -> assertThat(count).as("threads %s of %s, before: %s", name, threads, other.threads)
                .isLessThanOrEqualTo(other.threads.getOrDefault(name, 0L) + SLACK));
    }
}
