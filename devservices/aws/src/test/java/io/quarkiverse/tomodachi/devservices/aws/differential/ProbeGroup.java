package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Probes about one thing. */
abstract class ProbeGroup {

    private final List<Probe> probes = new ArrayList<>();

    static List<Probe> all() {
        return Stream.of(new QueueProbes(), new QueueAttributeProbes(), new MessageProbes(), new ReceiptProbes(),
                new BatchProbes(), new FifoQueueProbes(), new DeadLetterProbes(), new QueryProbes(), new TopicProbes(),
                new SubscriptionProbes(),
                new PublishProbes(), new FifoTopicProbes(), new FilterProbes()).flatMap(group -> group.probes.stream())
                .toList();
    }

    final void sqsQuery(String name, Probe.Script script) {
        probes.add(new Probe(name, Probe.Needs.SQS_QUERY, false, script));
    }

    final void sqsTaskChecks(String name, Probe.Script script) {
        probes.add(new Probe(name, Probe.Needs.SQS_TASK_CHECKS, false, script));
    }

    final void sqs(String name, Probe.Script script) {
        probes.add(new Probe(name, Probe.Needs.SQS, false, script));
    }

    final void slowSqs(String name, Probe.Script script) {
        probes.add(new Probe(name, Probe.Needs.SQS, true, script));
    }

    final void sns(String name, Probe.Script script) {
        probes.add(new Probe(name, Probe.Needs.SNS, false, script));
    }
}
