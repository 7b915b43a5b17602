package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LongPollTest extends AwsFixture {

    private static void awaitWaiting(String queueUrl, int count) {
        String name = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
        if (endpoint != null) {
            await().untilAsserted(
                    () -> assertThat(endpoint.queue(name)).get().extracting(QueueInfo::waitingReceives).isEqualTo(count));
        }
    }

    private static Socket pollRaw(String queueUrl) throws Exception {
        String body = "{\"QueueUrl\":\"" + queueUrl + "\",\"WaitTimeSeconds\":20}";
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream().write(("POST / HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nX-Amz-Target: AmazonSQS.ReceiveMessage\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void aPollIsAnsweredAsSoonAsAMessageComes() {
        String queue = createQueue();
        CompletableFuture<List<Message>> poll = CompletableFuture
                .supplyAsync(() -> receive(queue, request -> request.waitTimeSeconds(20)));
        awaitWaiting(queue, 1);
        send(queue, "a");
        assertThat(poll).succeedsWithin(Duration.ofSeconds(10));
        assertThat(poll.join()).extracting(Message::body).containsExactly("a");
        awaitWaiting(queue, 0);
    }

    @Test
    void aPollEndsEmpty() {
        String queue = createQueue(Map.of(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "1"));
        long start = System.nanoTime();
        assertThat(receive(queue)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void aClientThatLeavesSwallowsNothing() throws Exception {
        String queue = createQueue();
        try (Socket socket = pollRaw(queue)) {
            awaitWaiting(queue, 1);
        }
        send(queue, "kept");
        assertThat(bodies(queue)).containsExactly("kept");
        awaitWaiting(queue, 0);
    }

    @Test
    void hundredsOfPollsNeedNoThreadsOfTheirOwn() throws Exception {
        introspected();
        String queue = createQueue();
        int threads = Thread.getAllStackTraces().size();
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                sockets.add(pollRaw(queue));
            }
            awaitWaiting(queue, 300);
            assertThat(Thread.getAllStackTraces().size()).isLessThanOrEqualTo(threads + 5);
            send(queue, "one");
            awaitWaiting(queue, 299);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        awaitWaiting(queue, 0);
    }

    @Test
    void everyMessageReachesExactlyOneOfManyConsumers() throws Exception {
        String queue = createQueue();
        int count = 200;
        List<CompletableFuture<List<String>>> consumers = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                consumers.add(CompletableFuture.supplyAsync(() -> consume(queue), executor));
            }
            for (int i = 0; i < count; i++) {
                send(queue, "m" + i);
            }
            List<String> all = new ArrayList<>();
            for (CompletableFuture<List<String>> consumer : consumers) {
                all.addAll(consumer.get());
            }
            assertThat(all).hasSize(count).doesNotHaveDuplicates();
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<String> consume(String queue) {
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<Message> messages = receive(queue, request -> request.waitTimeSeconds(2));
            if (messages.isEmpty()) {
                return bodies;
            }
            for (Message message : messages) {
                bodies.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            }
        }
    }
}
