package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** How many calls a message costs where handlers are slow, and with few groups; counted at the endpoint, side by side. */
class QueueConsumerCostTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    /** For which deletes wait for others, while more of them are to be expected. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int ONE_BY_ONE = 8;

    private static final List<String> DELETES = List.of("sqs.DeleteMessageBatch", "sqs.DeleteMessage");
    private static final List<String> ALL = List.of("sqs.ReceiveMessage", "sqs.DeleteMessageBatch", "sqs.DeleteMessage",
            "sqs.ChangeMessageVisibilityBatch", "sqs.ChangeMessageVisibility");

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofOwnEndpoint();

    private static final AwsEndpoint ENDPOINT = CONSUMERS.endpoint();

    private final Map<String, Integer> sent = new TreeMap<>();

    /** Where it is known beforehand when handlers end, receives are few as well. */
    @Test
    void deletes_wait_for_each_other_while_handlers_run() {
        begin("even-10", 10, 200, 0, () -> 500);
        begin("even-20", 20, 400, 0, () -> 500);
        begin("uneven", 10, 100, 0, between(250, 750));
        begin("slow", 10, 60, 0, between(500, 1_500));
        begin("group.fifo", 10, 60, 1, () -> 100);
        begin("groups.fifo", 10, 120, 3, () -> 100);
        begin("uneven.fifo", 10, 100, 10, between(250, 750));
        await().atMost(SOON).until(() -> sent.keySet().stream().allMatch(queue -> CONSUMERS.left(queue) == 0));
        assertThat(calls("even-10", ALL)).isLessThanOrEqualTo(0.26);
        assertThat(calls("even-20", ALL)).isLessThanOrEqualTo(0.26);
        assertThat(calls("uneven", DELETES)).isLessThanOrEqualTo(0.17);
        assertThat(calls("slow", DELETES)).isLessThanOrEqualTo(0.25);
        assertThat(calls("group.fifo", DELETES)).as("SQS gives no more of the group before").isLessThanOrEqualTo(0.25);
        assertThat(calls("groups.fifo", DELETES)).isLessThanOrEqualTo(0.3);
        assertThat(calls("uneven.fifo", DELETES)).isLessThanOrEqualTo(0.5);
    }

    /** A group goes on at once, though the handler of another one would be waited for with deletes. */
    @Test
    void group_is_not_held_up_by_others() {
        Taker taker = take("running.fifo", delivery -> {
            if (!Taker.text(delivery).equals("runs-on")) {
                delivery.acknowledge();
            }
        });
        CONSUMERS.send("running.fifo", "other", List.of("runs-on"));
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        CONSUMERS.send("running.fifo", "g", numbers(ONE_BY_ONE));
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1 + ONE_BY_ONE);
        assertEachAtOnce(number -> {
            CONSUMERS.send("running.fifo", "g", List.of("then-" + number));
            await().atMost(SOON).until(() -> taker.deliveries.size() == 2 + ONE_BY_ONE + number);
        });
    }

    @Test
    void handler_that_waits_for_its_delete_does_not_wait_for_others() {
        Taker taker = take("by-hand", Taker::nothing);
        CONSUMERS.send("by-hand", null, numbers(ONE_BY_ONE + 1));
        await().atMost(SOON).until(() -> taker.deliveries.size() == ONE_BY_ONE + 1);
        assertEachAtOnce(number -> ((SqsMessage) taker.deliveries.get(number).source()).deleteAndAwait());
    }

    /** In far less time than if each had waited for others. */
    private static void assertEachAtOnce(IntConsumer one) {
        long begin = System.nanoTime();
        IntStream.range(0, ONE_BY_ONE).forEach(one);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST_WAIT.multipliedBy(ONE_BY_ONE).dividedBy(2));
    }

    private static LongSupplier between(int least, int most) {
        Random random = new Random(1);
        return () -> least + random.nextInt(most - least);
    }

    private void begin(String queue, int concurrency, int messages, int groups, LongSupplier millis) {
        var consumer = CONSUMERS.of(queue, 60, concurrency);
        if (groups == 0) {
            CONSUMERS.send(queue, null, numbers(messages));
        }
        for (int group = 0; group < groups; group++) {
            String name = "g" + group;
            CONSUMERS.send(queue, name, numbers(messages / groups).stream().map(number -> name + "-" + number).toList());
        }
        sent.put(queue, messages);
        consumer.subscribe(new Taker(delivery -> CONSUMERS.executor.schedule(delivery::acknowledge, millis.getAsLong(),
                TimeUnit.MILLISECONDS)));
    }

    private static Taker take(String queue, Consumer<Delivery> settle) {
        Taker taker = new Taker(settle);
        CONSUMERS.of(queue, 60, 10).subscribe(taker);
        return taker;
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** For each message. */
    private double calls(String queue, List<String> actions) {
        return ENDPOINT.callCounts(queue).entrySet().stream().filter(call -> actions.contains(call.getKey()))
                .mapToLong(Map.Entry::getValue).sum() / (double) sent.get(queue);
    }
}
