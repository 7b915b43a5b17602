package io.quarkiverse.tomodachi.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.FreePort;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkiverse.tomodachi.deployment.clients.PackagedBrokers;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** A packaged application with brokers is told to end while its handlers run, and while it starts: no message is lost. */
class BrokersLifecyclePackagedTest {

    private static final String EVENT = "EVENT ";
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int MESSAGES = 40;
    /** One handler of each broker, and the schedule. */
    private static final int STUBBORN = 3;

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Worker.class))
            .setApplicationName("packaged-brokers").setApplicationVersion("1");

    @RegisterExtension
    static final PackagedBrokers BROKERS = new PackagedBrokers();

    @TomodachiService("worker")
    static class Worker {

        private final CountDownLatch stopping = new CountDownLatch(1);

        @ConfigProperty(name = "patient", defaultValue = "false")
        boolean patient;

        @ConfigProperty(name = "stubborn", defaultValue = "false")
        boolean stubborn;

        private final CountDownLatch closed = new CountDownLatch(1);
        private final CountDownLatch late = new CountDownLatch(STUBBORN);

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        private void work(String name) throws InterruptedException {
            System.out.println(EVENT + "begun " + name);
            if (stubborn) {
                awaitClosed();
                System.out.println(EVENT + "late " + name);
                late.countDown();
                return;
            }
            if (patient) {
                stopping.await();
                // the duration of the work, which goes on when nothing new is taken
                Thread.sleep(2_000);
            }
            // while the connections close last
            amqp.publishAndAwait(name, "done");
            System.out.println(EVENT + "handled " + name);
        }

        /** Whatever is said to the thread. */
        private void awaitClosed() {
            while (closed.getCount() > 0) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    System.out.println(EVENT + "interrupted");
                }
            }
        }

        /** Connections to brokers are closed before. */
        @PreDestroy
        void destroy() throws InterruptedException {
            closed.countDown();
            if (stubborn && late.await(5, TimeUnit.SECONDS)) {
                // what is told of the late outcomes follows at once, and would do its harm before the process ends
                Thread.sleep(500);
            }
        }

        @Amqp(value = "job", queueName = "jobs", concurrency = 4)
        void amqp(String data) throws InterruptedException {
            work("amqp " + data);
        }

        @AwsSnsSqs(topic = "jobs", queueName = "aws-jobs", concurrency = 4)
        void sqs(String data) throws InterruptedException {
            work("sqs " + data);
        }

        @Amqp(value = "done", queueName = "done")
        void done(String data) {
        }

        @Schedule(interval = "1h", immediately = true)
        void scheduled() throws InterruptedException {
            work("schedule");
        }

        @Http.Get("/publish/(?<number>[0-9]+)")
        void publish(String number) {
            amqp.publishAndAwait(number, "job");
            aws.publishAndAwait(number, "jobs");
        }

        @StoppingService
        void stopping() {
            System.out.println(EVENT + "stopping");
            stopping.countDown();
        }

        @StopService
        void stop() {
            System.out.println(EVENT + "stop");
            // connections close after this
            amqp.publishAndAwait("end", "done");
            System.out.println(EVENT + "published");
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    private PackagedApplication launch(String... settings) throws IOException {
        return BROKERS.launch(List.of("-Dquarkus.tomodachi.http.access-log=false"), built.getBuiltArtifactPath(), settings);
    }

    private static void publish(PackagedApplication application, int number) throws Exception {
        assertThat(HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(application.server() + "/publish/" + number)).build(),
                BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void losesNothing() throws Exception {
        List<String> begun;
        List<String> handled;
        try (PackagedApplication application = launch("patient=true")) {
            application.awaitOutput("Service worker is ready");
            for (int i = 0; i < MESSAGES; i++) {
                publish(application, i);
            }
            await().atMost(SOON).until(() -> application.after(EVENT + "begun amqp").size() == 4
                    && application.after(EVENT + "begun sqs").size() == 4
                    && application.after(EVENT + "begun schedule").size() == 1);
            application.terminate();

            assertThat(application.await(SOON)).as(application.output()).isZero();
            begun = application.after(EVENT + "begun ");
            handled = application.after(EVENT + "handled ");
            // nothing new, all that was begun has ended, with stop methods and connections after it
            assertThat(begun).hasSize(9);
            assertThat(handled).containsExactlyInAnyOrderElementsOf(begun);
            assertThat(application.after(EVENT)).endsWith("stop", "published");
            assertThat(application.output()).doesNotContain("ERROR", "not been told", "delivered again");
        }
        try (PackagedApplication next = launch()) {
            List<String> expected = new ArrayList<>(IntStream.range(0, MESSAGES).boxed()
                    .flatMap(number -> Stream.of("amqp " + number, "sqs " + number)).toList());
            expected.removeAll(handled);
            await().atMost(SOON).untilAsserted(() -> assertThat(next.after(EVENT + "handled "))
                    .containsAll(expected));
            next.terminate();
            assertThat(next.await(SOON)).isZero();
            // what was handled was acknowledged
            assertThat(next.after(EVENT + "handled ")).containsExactlyInAnyOrderElementsOf(
                    Stream.concat(expected.stream(), Stream.of("schedule")).toList());
        }
    }

    @Test
    void deliversAgainWhatItDidNotWaitFor() throws Exception {
        try (PackagedApplication application = launch("stubborn=true", "quarkus.tomodachi.termination-grace-period=1S")) {
            application.awaitOutput("Service worker is ready");
            publish(application, 1000);
            await().atMost(SOON).until(() -> application.after(EVENT + "begun ").size() == STUBBORN);
            application.terminate();

            // the handlers end only after all else has
            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.output()).contains("3 handlers are still running after the grace period of PT1S;"
                    + " 2 messages have no outcome yet, and will be delivered again unless it can still be told");
            assertThat(application.after(EVENT)).containsSubsequence("stopping", "stop", "published");
            assertThat(application.after(EVENT + "late ")).containsExactlyInAnyOrder("amqp 1000", "sqs 1000", "schedule");
        }
        try (PackagedApplication next = launch()) {
            // SQS may still have been told of the late success, which RabbitMQ cannot be without the connection
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(next.after(EVENT + "handled "))
                    .contains("amqp 1000", "schedule"));
            next.terminate();
            assertThat(next.await(SOON)).isZero();
        }
    }

    @Test
    void endsWhenABrokerIsMissing() throws Exception {
        String free = FreePort.find();
        try (PackagedApplication application = launch("rabbitmq-port=" + free, "quarkus.tomodachi.amqp.start=fail")) {
            assertThat(application.await(SOON)).as(application.output()).isEqualTo(1);
            assertThat(application.output()).contains("The application stops: a service could not be started",
                    "No connection to the AMQP broker at 127.0.0.1:" + free, "EVENT stopping", "Service worker has stopped")
                    .doesNotContain("Listening on");
        }
        try (PackagedApplication application = launch("quarkus.sqs.endpoint-override=http://127.0.0.1:" + free,
                "quarkus.sns.endpoint-override=http://127.0.0.1:" + free)) {
            assertThat(application.await(SOON)).as(application.output()).isEqualTo(1);
            assertThat(application.output()).contains("The application stops: a service could not be started",
                    "127.0.0.1:" + free, "EVENT stopping", "Service worker has stopped").doesNotContain("Listening on");
        }
    }

    @Test
    void endsWhenToldToWhileItWaitsForABroker() throws Exception {
        String free = FreePort.find();
        try (PackagedApplication application = launch("rabbitmq-port=" + free, "quarkus.tomodachi.amqp.start=wait")) {
            application.awaitOutput("127.0.0.1:" + free);
            application.terminate();

            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.output()).contains("EVENT stopping", "Service worker has stopped")
                    .doesNotContain("Listening on", "could not be started");
        }
    }
}
