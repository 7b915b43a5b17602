package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** An endpoint that takes connections and answers nothing holds up no start, as no call waits for an answer for ever. */
class TopologySilenceTest {

    private static QueueNames names(String method, String topic, TopologyMode mode, String event) {
        return QueueNames.of("Shop#" + method + "()", new HandlerSettings(topic, method, true,
                "{\"event\": [\"" + event + "\"]}", 45, "dead", 3, false, 10)
                .withAttributes(new DeclaredAttributes(Map.of(), Map.of("KmsMasterKeyId", "alias/" + event), Map.of())), "", "",
                method, "uuid",
                new ServiceTopology("shop", mode, null, null));
    }

    @Test
    void each_call_has_a_limit() {
        Limits limits = new Limits();
        try (AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start()) {
            AwsClients clients = new AwsClients(AwsTestEndpoint.sqs(endpoint.uri(), limits),
                    AwsTestEndpoint.sns(endpoint.uri(), limits));
            provision(clients, names("paid", "orders", TopologyMode.APPLY, "a"));
            provision(clients, names("paid", "orders", TopologyMode.APPLY, "b"));
            provision(clients, names("paid", "orders", TopologyMode.VERIFY, "b"));
            provision(clients, names("all", "*", TopologyMode.APPLY, "a"));
            endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.Subscribe"));
            provision(clients, names("paid", "orders", TopologyMode.APPLY, "b"));
            clients.sqs().close();
            clients.sns().close();
        }
        assertThat(limits.unlimited).isEmpty();
        assertThat(limits.limited).contains("GetQueueUrl", "CreateQueue", "GetQueueAttributes", "SetQueueAttributes",
                "CreateTopic", "GetTopicAttributes", "SetTopicAttributes", "ListTopics", "Subscribe",
                "ListSubscriptionsByTopic", "GetSubscriptionAttributes", "SetSubscriptionAttributes");
    }

    private static void provision(AwsClients clients, QueueNames names) {
        new Topology(clients, new Topics(clients.sns())).provision(names);
    }

    /** Which calls say how long they may take. */
    private static final class Limits implements ExecutionInterceptor {

        private final Set<String> limited = new ConcurrentSkipListSet<>();
        private final Set<String> unlimited = new ConcurrentSkipListSet<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            SdkRequest request = context.request();
            boolean limit = request.overrideConfiguration().flatMap(RequestOverrideConfiguration::apiCallTimeout).isPresent();
            (limit ? limited : unlimited).add(request.getClass().getSimpleName().replace("Request", ""));
        }
    }
}
