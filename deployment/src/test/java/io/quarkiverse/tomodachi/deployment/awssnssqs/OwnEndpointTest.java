package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpointBuilder;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;

/** A test without Quarkus, each of whose methods has an endpoint of its own. */
public abstract class OwnEndpointTest {

    protected final AwsEndpoint endpoint;
    protected final RecordedCalls calls;

    protected OwnEndpointTest() {
        this(UnaryOperator.identity());
    }

    /** @param settings what is special about the endpoint */
    protected OwnEndpointTest(UnaryOperator<AwsEndpointBuilder> settings) {
        endpoint = settings.apply(AwsEndpoint.builder().host("127.0.0.1").port(0)).build().start();
        calls = new RecordedCalls(endpoint.uri());
    }

    /** Like that of another instance, which knows nothing yet. */
    protected Topology topology() {
        return new Topology(calls.clients(), new Topics(calls.clients().sns()));
    }

    @AfterEach
    protected void closeEndpoint() {
        calls.close();
        endpoint.close();
    }
}
