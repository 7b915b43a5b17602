package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsDestinations;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageRules;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TraceAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TypedValue;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AwsSnsSqsConfig;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.smallrye.mutiny.Uni;

/** Publishes in the name of one service. */
final class ServicePublisher implements AwsSnsSqsPublisher {

    private final Service service;
    private final Publishers publishers;
    private final PublishObservers observers;
    private final TopicCreation creation;
    private final Targets targets;

    ServicePublisher(Service service, Publishers publishers, PublishObservers observers) {
        this.service = service;
        this.publishers = publishers;
        this.observers = observers;
        OptionRules.checkConfigured(config().publishTimeout());
        this.creation = TopicCreation.of(config());
        this.targets = publishers.targets(config());
    }

    @Override
    public Uni<PublishResult> publish(Object data, String topic, PublishOptions options) {
        return send("topic " + topic, options, () -> topicMessage(data, topic, options));
    }

    @Override
    public Uni<PublishResult> send(Object data, String queue, PublishOptions options) {
        return send("queue " + queue, options, () -> queueMessage(data, queue, options));
    }

    private Uni<PublishResult> send(String target, PublishOptions options, Preparation preparation) {
        Objects.requireNonNull(options, "options");
        return publishers.send(target, OptionRules.timeout(options, config().publishTimeout()), new Outbox.Writing() {

            private Message message;

            @Override
            public Content content() throws Exception {
                message = preparation.prepare();
                return message.content();
            }

            @Override
            public void send(Publication publication) {
                message.lane().add(publication);
            }

            @Override
            public void ended(PublishResult result, Throwable failure) {
                message.watched().ended(result == null ? null : result.messageId(), failure);
            }
        });
    }

    private Message topicMessage(Object data, String topic, PublishOptions options) throws Exception {
        String target = targets.topic(topic, options);
        String name = AwsNames.topicArn(target).orElse(target);
        boolean fifo = AwsNames.isFifo(name);
        OptionRules.checkPublish(options, topic, fifo);
        String called = targets.topicName(topic, options);
        return watch(called, AwsDestinations.topic(name), publishers.topic(target, creation, observers), fields -> {
            String payload = payload(options, called, data);
            MessageRules.checkPayload(payload);
            return content(payload, options, fifo, fields);
        });
    }

    private Message queueMessage(Object data, String queue, PublishOptions options) throws Exception {
        String target = targets.queue(queue, options);
        String name = QueueDestination.name(target);
        boolean fifo = AwsNames.isFifo(name);
        OptionRules.checkSend(options, queue, fifo);
        return watch(QueueDestination.name(queue), AwsDestinations.queue(name), publishers.queue(target, observers),
                fields -> content(payload(options, "", data), options, fifo, fields));
    }

    /** @param name what metrics call the topic or queue */
    private Message watch(String name, PublishTarget.Span span, Lane lane, Writer writer) throws Exception {
        Publishing watched = observers.isEmpty() ? Publishing.NONE
                : observers.begin(() -> new PublishTarget(service.name(), "aws-sns-sqs", name, span));
        try {
            return new Message(writer.write(watched.fields()), lane, watched);
        } catch (Exception | Error e) {
            watched.ended(null, e);
            throw e;
        }
    }

    /** A FIFO message needs a deduplication id; without a given one each message is another one. */
    private static Content content(String payload, PublishOptions options, boolean fifo, Map<String, String> fields) {
        Map<String, TypedValue> attributes = SentAttributes.of(options, fields);
        MessageSize.check(payload, attributes);
        String deduplicationId = options.deduplicationId() == null && fifo ? UUID.randomUUID().toString()
                : options.deduplicationId();
        return new Content(payload, attributes, options.groupId(), deduplicationId, options.delay(), Instant.now(),
                TraceAttributes.header(attributes, fields));
    }

    private AwsSnsSqsConfig config() {
        return service.config().awsSnsSqs();
    }

    private String payload(PublishOptions options, String topic, Object data) throws Exception {
        MessageEnvelope envelope = options.envelope() == null ? service.envelope() : options.envelope();
        String payload = envelope.build(service, topic, data);
        if (payload == null) {
            throw new IllegalStateException("The envelope " + envelope.getClass().getName() + " made no message: its method"
                    + " build returned null");
        }
        return payload;
    }

    private record Message(Content content, Lane lane, Publishing watched) {
    }

    /** Writes with what travels along. */
    private interface Writer {

        Content write(Map<String, String> fields) throws Exception;
    }

    private interface Preparation {

        Message prepare() throws Exception;
    }
}
