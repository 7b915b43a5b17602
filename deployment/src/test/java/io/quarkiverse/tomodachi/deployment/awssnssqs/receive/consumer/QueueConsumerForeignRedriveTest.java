package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** FIFO queues whose dead-letter queue somebody else has set, and the handler does not name. */
class QueueConsumerForeignRedriveTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofOwnEndpoint();

    private static final AwsEndpoint ENDPOINT = CONSUMERS.endpoint();
    private static final SqsAsyncClient SQS = CONSUMERS.sqs();

    private static void create(String name, Map<String, String> further) {
        Map<String, String> attributes = new HashMap<>(further);
        attributes.put("FifoQueue", "true");
        SQS.createQueue(request -> request.queueName(name).attributesWithStrings(attributes)).join();
    }

    /** Ten messages of one group in a queue that others have given a dead-letter queue. */
    private static Taker take(String queue, String deadLetters, Consumer<Delivery> settle) {
        create(deadLetters, Map.of());
        create(queue, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:"
                + ENDPOINT.accountId() + ":" + deadLetters + "\",\"maxReceiveCount\":3}"));
        CONSUMERS.send(queue, "g", IntStream.range(0, 10).mapToObj(number -> "m" + number).toList());
        Taker taker = new Taker(settle);
        CONSUMERS.of(queue, 60, 10, null, Batching.NONE).subscribe(taker);
        return taker;
    }

    @Test
    void ten_come_with_one_call() {
        Taker taker = take("many.fifo", "many-dead.fifo", Delivery::acknowledge);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 10 && CONSUMERS.left("many.fifo") == 0);
        assertThat(ENDPOINT.callCounts("many.fifo").get("sqs.ReceiveMessage")).as("and those that wait for more")
                .isLessThanOrEqualTo(3);
    }

    @Test
    void those_behind_one_that_fails_for_good_are_handled_once() {
        Taker taker = take("failing.fifo", "failing-dead.fifo", delivery -> {
            if (Taker.text(delivery).equals("m0")) {
                delivery.retry(Duration.ZERO, new IllegalStateException("always"));
            } else {
                delivery.acknowledge();
            }
        });
        await().atMost(SOON).until(() -> CONSUMERS.left("failing.fifo") == 0 && CONSUMERS.left("failing-dead.fifo") == 1);
        assertThat(taker.texts()).isEqualTo(List.of("m0", "m0", "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"));
        String dead = SQS.getQueueUrl(request -> request.queueName("failing-dead.fifo")).join().queueUrl();
        Message letter = SQS.receiveMessage(request -> request.queueUrl(dead).messageAttributeNames("All")).join().messages()
                .get(0);
        assertThat(letter.messageAttributes().get("x-tomodachi-attempts").stringValue())
                .as("moved here, and not by SQS without a reason").isEqualTo("3");
    }
}
