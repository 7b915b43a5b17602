package io.quarkiverse.tomodachi.devservices.aws.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/**
 * Runs the same probes against our endpoint and others, and compares what they observe. ElasticMQ is always there, fauxqs if
 * the
 * system property {@code tomodachi.test.fauxqs.uri} tells where it is.
 */
class DifferentialTest {

    private static final Path PAGE = Path.of("../../docs/modules/ROOT/pages/dev-brokers.adoc");

    private final KnownDifferences known = KnownDifferences.load();

    @Test
    void othersDifferOnlyWhereWeKnowWhy() throws Exception {
        List<Observed> all = observe(Subjects.all());
        Map<String, Map<String, String>> ours = all.get(0).sheets();
        assertThat(ours.values()).allSatisfy(sheet -> assertThat(sheet).doesNotContainKey("(broke off)"));
        Set<String> found = new LinkedHashSet<>();
        Set<String> compared = new HashSet<>();
        for (Observed other : all.subList(1, all.size())) {
            String subject = other.subject().name();
            List<Difference> differences = compare(subject, ours, other.sheets());
            differences.forEach(difference -> found.add(difference.line()));
            compared.add(subject);
            report(other.subject(), differences);
        }
        Set<String> expected = known.keys().keySet().stream()
                .filter(line -> compared.contains(line.substring(0, line.indexOf('\t')))).collect(Collectors.toSet());
        assertThat(minus(found, expected)).as("differences without a known reason").isEmpty();
        assertThat(minus(expected, found)).as("known differences that are none any more").isEmpty();
    }

    private static String minus(Set<String> all, Set<String> some) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return String.join("\n", rest);
    }

    /** Runs the probes against all at the same time, as they mostly wait, and stops them. */
    private static List<Observed> observe(List<Subject> subjects) throws Exception {
        ExecutorService beside = Executors.newFixedThreadPool(subjects.size());
        try {
            List<Callable<Observed>> tasks = subjects.stream()
                    .map(subject -> (Callable<Observed>) () -> new Observed(subject, observe(subject))).toList();
            List<Observed> observed = new ArrayList<>();
            for (Future<Observed> task : beside.invokeAll(tasks)) {
                observed.add(task.get());
            }
            return observed;
        } finally {
            beside.shutdownNow();
            subjects.forEach(Subject::close);
        }
    }

    /** Runs the probes one after the other, and waits for slow ones in the end only. */
    private static Map<String, Map<String, String>> observe(Subject subject) throws Exception {
        ExecutorService beside = Executors.newCachedThreadPool();
        try (Lab lab = new Lab(subject.uri())) {
            Map<String, Future<Map<String, String>>> begun = new LinkedHashMap<>();
            for (Probe probe : ProbeGroup.all()) {
                if (subject.offers(probe)) {
                    Future<Map<String, String>> sheet = probe.slow() ? beside.submit(() -> observe(subject, probe))
                            : CompletableFuture.completedFuture(lab.observe(probe));
                    assertThat(begun.put(probe.name(), sheet)).as(probe.name()).isNull();
                }
            }
            Map<String, Map<String, String>> sheets = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Map<String, String>>> sheet : begun.entrySet()) {
                sheets.put(sheet.getKey(), sheet.getValue().get());
            }
            return sheets;
        } finally {
            beside.shutdownNow();
        }
    }

    /** Runs a probe in a lab of its own, as a lab has one sheet at a time. */
    private static Map<String, String> observe(Subject subject, Probe probe) {
        try (Lab lab = new Lab(subject.uri())) {
            return lab.observe(probe);
        }
    }

    private static List<Difference> compare(String subject, Map<String, Map<String, String>> ours,
            Map<String, Map<String, String>> theirs) {
        List<Difference> differences = new ArrayList<>();
        theirs.forEach((probe, sheet) -> {
            Set<String> labels = new LinkedHashSet<>(ours.get(probe).keySet());
            labels.addAll(sheet.keySet());
            for (String label : labels) {
                String mine = ours.get(probe).get(label);
                String other = sheet.get(label);
                boolean brokeOff = sheet.containsKey("(broke off)") && other == null;
                if (!brokeOff && !String.valueOf(mine).equals(String.valueOf(other))) {
                    differences.add(new Difference(subject, probe, label, mine, other));
                }
            }
        });
        return differences;
    }

    private void report(Subject subject, List<Difference> differences) {
        long probes = ProbeGroup.all().stream().filter(subject::offers).count();
        System.out.println(subject.name() + ": " + probes + " probes, " + differences.size() + " differences");
        System.out.println("subject\tprobe\tobservation\tours\ttheirs\treason");
        for (Difference difference : differences) {
            System.out.println(difference.line() + "\t" + known.keys().getOrDefault(difference.line(), "UNKNOWN"));
        }
    }

    @Test
    void everyKnownDifferenceHasItsReasonInTheDocumentation() throws IOException {
        assertThat(new TreeSet<>(known.keys().values())).isEqualTo(new TreeSet<>(known.reasons().keySet()));
        String page = Files.readString(PAGE).replaceAll("\\s+", " ");
        assertThat(known.reasons().values()).allSatisfy(reason -> assertThat(page).contains(reason));
        long ofElasticMq = ProbeGroup.all().stream().map(Probe::needs).filter(Subjects.ELASTIC_MQ_OFFERS::contains).count();
        assertThat(page).contains("The same " + ProbeGroup.all().size() + " small programs", "(" + ofElasticMq + " of them");
    }

    /**
     * What was seen of an endpoint.
     *
     * @param sheets for each probe, what it noted by label
     */
    private record Observed(Subject subject, Map<String, Map<String, String>> sheets) {
    }
}
