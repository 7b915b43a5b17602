package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** That what goes wrong between a queue and its handler loses no message, no place and no order. */
class QueueConsumerHandoverTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofTestEndpoint();
    private static final Broker BROKER = CONSUMERS.broker();

    /** Refuses what comes, until there are no more refusals. */
    private static Taker refusing(List<Consumer<Message<?>>> refusals) {
        AtomicInteger next = new AtomicInteger();
        return new Taker(Delivery::acknowledge) {
            @Override
            public void onNext(Message<?> message) {
                int number = next.getAndIncrement();
                if (number < refusals.size()) {
                    refusals.get(number).accept(message);
                } else {
                    super.onNext(message);
                }
            }
        };
    }

    private static Consumer<Message<?>> throwing(Error failure) {
        return message -> {
            throw failure;
        };
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    @Test
    void message_that_cannot_be_handed_on_comes_again_and_keeps_no_place() {
        QueueConsumer consumer = CONSUMERS.of("refused", 300, 1);
        CONSUMERS.send("refused", null, List.of("x"));
        Taker taker = refusing(List.of(throwing(new AssertionError("refused")), throwing(new StackOverflowError())));
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> BROKER.size("refused") == 0);
        assertThat(taker.texts()).containsExactly("x");
        assertThat(((SqsMessage) taker.deliveries.get(0).source()).approximateReceiveCount()).isEqualTo(3);
    }

    @Test
    void receiving_goes_on_after_an_error_with_what_was_received() {
        AtomicBoolean failed = new AtomicBoolean();
        QueueConsumer consumer = CONSUMERS.of("spoiled", 5, 1);
        consumer.watch(size -> {
            if (!failed.getAndSet(true)) {
                throw new AssertionError("spoiled");
            }
        });
        CONSUMERS.send("spoiled", null, List.of("x"));
        Taker taker = refusing(List.of());
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> BROKER.size("spoiled") == 0);
        assertThat(taker.texts()).containsExactly("x");
    }

    /** The second one is handed on by the thread that tells the outcome of the first, which the polls know nothing of. */
    @Test
    void pause_is_over_when_nothing_is_being_handed_on() throws Exception {
        CompletableFuture<Void> second = new CompletableFuture<>();
        CompletableFuture<Void> mayGoOn = new CompletableFuture<>();
        Taker taker = new Taker(Taker::nothing) {
            @Override
            public void onNext(Message<?> message) {
                if (deliveries.size() == 1) {
                    second.complete(null);
                    mayGoOn.join();
                }
                super.onNext(message);
            }
        };
        QueueConsumer consumer = CONSUMERS.of("pausing.fifo", 300, 2);
        CONSUMERS.send("pausing.fifo", "g", numbers(2));
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        CompletableFuture<Void> told = CompletableFuture.runAsync(taker.deliveries.get(0)::acknowledge);
        second.get(10, TimeUnit.SECONDS);

        CompletableFuture<Void> paused = consumer.pause().toCompletableFuture();
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> !paused.isDone());
        mayGoOn.complete(null);
        paused.get(10, TimeUnit.SECONDS);
        assertThat(taker.texts()).containsExactly("0", "1");
        told.get(10, TimeUnit.SECONDS);
    }

    @Test
    void refused_batch_comes_again_in_its_order_and_in_front_of_what_waits() {
        assertOrderAfter("thrown.fifo", message -> {
            throw new IllegalStateException("refused");
        });
        assertOrderAfter("nacked.fifo", message -> message.nack(new IllegalStateException("refused")));
    }

    private static void assertOrderAfter(String queue, Consumer<Message<?>> refusal) {
        QueueConsumer consumer = CONSUMERS.of(queue, 300, 2, null, new Batching(3, Duration.ZERO));
        CONSUMERS.send(queue, "g", numbers(6));
        Taker taker = refusing(List.of(refusal));
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> BROKER.size(queue) == 0);
        assertThat(taker.texts()).as(queue).containsExactlyElementsOf(numbers(6));
        assertThat(taker.deliveries).allSatisfy(delivery -> assertThat(
                ((SqsMessage) delivery.source()).approximateReceiveCount()).as("receives").isEqualTo(1));
        assertThat(taker.deliveries).extracting(Delivery::attempt).as("only the first one was tried")
                .containsExactly(2, 1, 1, 1, 1, 1);
    }

    /** Those that are left are for deletes, for instance. */
    @Test
    void long_polls_leave_connections_to_other_calls() {
        OpenPolls open = new OpenPolls();
        try (SqsAsyncClient sqs = AwsTestEndpoint.sqs(URI.create(AwsTestEndpoint.uri()), open);
                Consumers consumers = new Consumers(sqs, BROKER.sns(), 3)) {
            List<String> queues = List.of("crowded-a", "crowded-b");
            List<QueueConsumer> full = queues.stream().map(queue -> consumers.of(queue, 300, 40)).toList();
            assertThat(full).extracting(QueueConsumer::polls).containsOnly(4);
            queues.forEach(queue -> consumers.send(queue, null, numbers(500)));
            full.forEach(consumer -> consumer
                    .subscribe(new Taker(delivery -> consumers.executor.execute(delivery::acknowledge))));
            await().atMost(SOON).until(() -> queues.stream().allMatch(queue -> BROKER.size(queue) == 0));
            assertThat(open.most).as("one for each of them, and another one for either").hasValueBetween(2, 3);
        }
    }

    private static final class OpenPolls implements ExecutionInterceptor {

        private final AtomicInteger current = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ReceiveMessageRequest) {
                most.accumulateAndGet(current.incrementAndGet(), Math::max);
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            ended(context.request());
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            ended(context.request());
        }

        private void ended(Object request) {
            if (request instanceof ReceiveMessageRequest) {
                current.decrementAndGet();
            }
        }
    }
}
