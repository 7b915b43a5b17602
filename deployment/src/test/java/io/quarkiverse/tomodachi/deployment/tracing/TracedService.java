package io.quarkiverse.tomodachi.deployment.tracing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.opentelemetry.api.trace.Span;
import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Passes one message through all transports, and has a schedule. */
final class TracedService {

    private TracedService() {
    }

    /** Has receives answered soon, and counts those that bring nothing. */
    public static class EmptyReceives implements ExecutionInterceptor {

        static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof ReceiveMessageRequest receive
                    ? receive.toBuilder().waitTimeSeconds(1).build()
                    : context.request();
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.response() instanceof ReceiveMessageResponse response && response.messages().isEmpty()) {
                COUNT.incrementAndGet();
            }
        }
    }

    @TomodachiService("traced")
    static class Traced {

        final List<String> traces = new CopyOnWriteArrayList<>();
        final List<String> hooks = new CopyOnWriteArrayList<>();
        final List<Map<String, Object>> full = new CopyOnWriteArrayList<>();
        final List<Map<String, Object>> fullOfTopic = new CopyOnWriteArrayList<>();
        final List<String> batches = new CopyOnWriteArrayList<>();
        final AtomicInteger attempts = new AtomicInteger();

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        private void note() {
            traces.add(Span.current().getSpanContext().getTraceId());
        }

        @StartedService
        void started() {
            hooks.add(Span.current().getSpanContext().getTraceId());
        }

        @Schedule(interval = "2s")
        void tick() {
        }

        @Http.Get("/begin/(?<id>[^/]+)")
        Uni<String> begin(String id) {
            note();
            return amqp.publish(id, "trace.worker").replaceWith("begun");
        }

        @Http.Get("/fails")
        void fails() {
            throw new IllegalStateException("no answer");
        }

        @Amqp("trace.worker")
        void onWorker(String data) {
            note();
            aws.publishAndAwait(data, "trace-topic");
        }

        @AwsSnsSqs(topic = "trace-topic")
        Uni<Void> reactively(String data) {
            note();
            return Uni.createFrom().item(data).onItem().delayIt().by(Duration.ofMillis(20))
                    .flatMap(item -> aws.send(item, "trace-queue")).replaceWithVoid();
        }

        @AwsSnsSqs(queueName = "trace-queue")
        void fromQueue(String data) {
            note();
            amqp.publishAndAwait(data, "trace.virtual");
        }

        @Amqp("trace.virtual")
        @RunOnVirtualThread
        void onVirtualThread(String data) {
            note();
        }

        @Amqp("trace.fragile")
        void fragile(String data) {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
        }

        @AwsSnsSqs(queueName = "trace-full")
        void full(String data, Map<String, Object> messageAttributes) {
            full.add(messageAttributes);
        }

        @AwsSnsSqs(topic = "trace-full-topic")
        void fullOfTopic(String data, Map<String, Object> messageAttributes) {
            fullOfTopic.add(messageAttributes);
        }

        @AwsSnsSqs(queueName = "trace-batch", batchSize = 2, batchWindow = "1m")
        BatchResult batch(List<String> data, List<SqsMessage> messages) {
            batches.add(Span.current().getSpanContext().getTraceId());
            messages.get(data.indexOf("delete")).deleteAndAwait();
            return BatchResult.failed(data.indexOf("fail"), new RejectMessageException("no"));
        }
    }
}
