package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.clients.AwsSettings;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * All worker threads wait for answers of SQS and SNS at the same time, which must come without any of them. In dev mode and in
 * tests the SQS client has workers complete its calls, whatever its configuration says.
 */
class AwsWorkersPackagedTest {

    private static final int WORKERS = 3;
    private static final int ROUNDS = 10;

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Worker.class))
            .setApplicationName("packaged-workers").setApplicationVersion("1");

    @ProdBuildResults
    ProdModeTestResults built;

    @TomodachiService("worker")
    static class Worker {

        private CountDownLatch together = new CountDownLatch(WORKERS);

        @Inject
        AwsSnsSqsPublisher publisher;

        /** No message goes on before all workers have one. */
        private void meet() throws InterruptedException {
            CountDownLatch current;
            synchronized (this) {
                current = together;
                current.countDown();
                if (current.getCount() == 0) {
                    together = new CountDownLatch(WORKERS);
                }
            }
            if (!current.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("There are not as many workers");
            }
        }

        @AwsSnsSqs(queueName = "in", concurrency = WORKERS)
        void in(String data, SqsMessage message) throws InterruptedException {
            meet();
            publisher.sendAndAwait(data, "out");
            publisher.publishAndAwait(data, "topic");
            message.extendAndAwait(Duration.ofSeconds(60));
            message.deleteAndAwait();
        }
    }

    @Test
    void calls_are_answered_while_all_workers_wait_for_them() throws Exception {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start();
                SqsAsyncClient sqs = AwsTestEndpoint.sqs(endpoint.uri())) {
            sqs.createQueue(request -> request.queueName("out")).join();
            List<String> settings = new ArrayList<>(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1",
                    "quarkus.thread-pool.max-threads=" + WORKERS));
            AwsSettings.of(endpoint.uri()).forEach((key, value) -> settings.add(key + "=" + value));
            try (PackagedApplication application = PackagedApplication.start(built.getBuiltArtifactPath(),
                    settings.toArray(String[]::new))) {
                String url = sqs.getQueueUrl(request -> request.queueName("in")).join().queueUrl();
                for (int number = 0; number < ROUNDS * WORKERS; number++) {
                    String body = Integer.toString(number);
                    sqs.sendMessage(request -> request.queueUrl(url).messageBody(body)).join();
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> endpoint.queue("out").orElseThrow().visible() == ROUNDS
                        * WORKERS && left(endpoint) == 0);
                assertThat(application.output()).doesNotContain("ERROR");
            }
        }
    }

    private static int left(AwsEndpoint endpoint) {
        return endpoint.queue("in").map(queue -> queue.visible() + queue.inFlight()).orElseThrow();
    }
}
