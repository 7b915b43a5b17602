package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;

/** The endpoints that are compared. */
final class Subjects {

    static final String OURS = "ours";
    static final String ELASTIC_MQ = "ElasticMQ";
    static final String FAUXQS = "fauxqs";

    static final List<Probe.Needs> ELASTIC_MQ_OFFERS = List.of(Probe.Needs.SQS, Probe.Needs.SQS_QUERY);

    private static final String LOOPBACK = "127.0.0.1";
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "123456789012";

    private Subjects() {
    }

    static Subject ours() {
        AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
        return new Subject(OURS, endpoint.uri(), List.of(Probe.Needs.values()), endpoint::close);
    }

    static Subject elasticMq() throws IOException {
        int port = freePort();
        SQSRestServer server = SQSRestServerBuilder.withInterface(LOOPBACK).withPort(port).withAWSRegion(REGION)
                .withAWSAccountId(ACCOUNT).start();
        server.waitUntilStarted();
        return new Subject(ELASTIC_MQ, URI.create("http://" + LOOPBACK + ":" + port),
                ELASTIC_MQ_OFFERS,
                server::stopAndWait);
    }

    /** A running fauxqs, by the system property {@code tomodachi.test.fauxqs.uri}; none if it is not set. */
    private static List<Subject> fauxqs() {
        String uri = System.getProperty("tomodachi.test.fauxqs.uri", "");
        return uri.isEmpty() ? List.of()
                : List.of(new Subject(FAUXQS, URI.create(uri),
                        List.of(Probe.Needs.SQS, Probe.Needs.SNS, Probe.Needs.SQS_TASK_CHECKS), () -> {
                            // whoever started it stops it
                        }));
    }

    /** Ours first. */
    static List<Subject> all() throws IOException {
        List<Subject> all = new ArrayList<>(List.of(ours()));
        all.addAll(fauxqs());
        all.add(elasticMq());
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
