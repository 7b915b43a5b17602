package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_KEY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_REUSE_PERIOD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/**
 * What services in Java create and change is what the Python library was seen to create and change, call for call. The files
 * hold the calls of version 0.28.5 that change something, in order, with the identifiers of policy statements left out.
 */
class PythonTopologyTest extends OwnEndpointTest {

    private static final String UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    PythonTopologyTest() {
        super(endpoint -> endpoint.region("eu-west-1"));
    }

    private static HandlerSettings settings(String topic, String queue) {
        return new HandlerSettings(topic, queue, true, null, null, null, null, queue.endsWith(".fifo"), 10);
    }

    private static HandlerSettings unshared(String topic) {
        return new HandlerSettings(topic, "", false, null, null, null, null, false, 10);
    }

    private static List<QueueNames> plain(ServiceTopology service) {
        HandlerSettings named = new HandlerSettings("golden-topic", "golden-queue-1", true, null, 45, null, null, false, 10);
        HandlerSettings filtered = new HandlerSettings("golden-filtered", "golden-filter", true,
                "{\"currency\": [\"SEK\", \"EUR\"], \"amount\": [{\"numeric\": [\">=\", 99.51]}]}", null, null, null, false,
                10);
        HandlerSettings guarded = new HandlerSettings("golden-dlq", "golden-main", true, null, 5, "golden-dead", 3, false, 10);
        HandlerSettings fifo = new HandlerSettings("golden-fifo-auto", "", false, null, null, null, null, true, 10);
        return List.of(plain("h_default", unshared("golden-topic"), service),
                plain("h_competing", settings("golden-topic", ""), service), plain("h_named", named, service),
                plain("h_filter", filtered, service), plain("h_dlq", guarded, service),
                plain("h_fifo", settings("golden-fifo", "golden-fifo-q.fifo"), service),
                plain("h_fifo_auto", fifo, service), plain("h_standalone", settings("", "golden-standalone"), service),
                plain("h_wild", settings("golden-wild-#", "golden-wildcard"), service),
                plain("h_proto", unshared("gproto-person"), service), plain("h_raw", unshared("graw"), service));
    }

    private static QueueNames plain(String function, HandlerSettings settings, ServiceTopology service) {
        return QueueNames.of("Golden#" + function + "()", settings, "", "", function, UUID, service);
    }

    private static List<QueueNames> withOptions() {
        DeclaredAttributes keys = new DeclaredAttributes(Map.of(KMS_KEY, "alias/sqs-key", KMS_REUSE_PERIOD, "600"),
                Map.of(KMS_KEY, "alias/sns-key"), Map.of());
        HandlerSettings guarded = new HandlerSettings("fifo-topic", "", false, null, null, "dead.fifo", 5, true, 10);
        return List.of(withOptions("h1", unshared("topic").withAttributes(keys)),
                withOptions("h2", settings("topic", "").withAttributes(keys)),
                withOptions("h3", settings("topic", "named").withAttributes(keys)),
                withOptions("h4", guarded.withAttributes(keys)));
    }

    private static QueueNames withOptions(String function, HandlerSettings settings) {
        return QueueNames.of("Golden#" + function + "()", settings, "tpre-", "qpre-", function,
                "aaaaaaaa-bbbb-cccc-dddd-ffffffffffff",
                new ServiceTopology("shop", TopologyMode.APPLY, "arn:aws:sns:eu-west-1:123456789012:tpre-*", null));
    }

    private void start(List<QueueNames> handlers) {
        Topology topology = topology();
        handlers.forEach(topology::expect);
        handlers.forEach(topology::provision);
    }

    private void createWildTopics() {
        calls.clients().sns().createTopic(request -> request.name("golden-wild-a")).join();
        calls.clients().sns().createTopic(request -> request.name("golden-wild-b")).join();
        calls.takeChanges();
    }

    @Test
    void calls_are_those_of_the_python_library() throws IOException {
        createWildTopics();
        start(plain(ServiceTopology.DEFAULT));
        assertThat(calls.takeChanges()).containsExactlyElementsOf(golden("set-up.txt"));
    }

    @Test
    void calls_with_prefixes_keys_and_policy_source_are_those_of_the_python_library() throws IOException {
        start(withOptions());
        assertThat(calls.takeChanges()).containsExactlyElementsOf(golden("set-up-with-options.txt"));
    }

    @Test
    void what_the_python_library_made_is_as_declared_and_is_not_changed() throws IOException {
        createWildTopics();
        for (String call : golden("set-up.txt")) {
            calls.repeat(call);
        }
        calls.takeChanges();
        start(plain(new ServiceTopology("shop", TopologyMode.VERIFY, null, null)));
        assertThat(calls.takeChanges()).isEmpty();
        start(plain(ServiceTopology.DEFAULT));
        // creating a topic and subscribing are how they are looked up
        assertThat(calls.takeChanges()).allMatch(call -> call.startsWith("CreateTopic ") || call.startsWith("Subscribe "));
    }

    private static List<String> golden(String file) throws IOException {
        try (InputStream calls = PythonTopologyTest.class.getResourceAsStream("/golden/aws/" + file)) {
            return new String(calls.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
