package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    ServicePublisher(Service service, Publishers publishers, PublishObservers observers) {
        this.service = service;
        this.publishers = publishers;
        this.observers = observers;
        this.creation = TopicCreation.of(service.config().awsSnsSqs());
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
        String prefix = prefix(options, config().topicPrefix());
        check(topic.isEmpty() ? Optional.of("The topic has no name.") : AwsNames.topicProblem(topic));
        String name = AwsNames.topicName(prefix, topic, false);
        check(AwsNames.topicProblem(name));
        OptionRules.checkPublish(options, topic, AwsNames.isFifo(name));
        return watch(topic, AwsDestinations.topic(name), publishers.topic(name, creation, observers), fields -> {
            String payload = envelope(options).build(service, topic, data);
            MessageRules.checkPayload(payload);
            return content(payload, options, AwsNames.isFifo(name), fields);
        });
    }

    private Message queueMessage(Object data, String queue, PublishOptions options) throws Exception {
        String target = target(queue, options);
        String name = QueueDestination.name(target);
        boolean fifo = AwsNames.isFifo(name);
        OptionRules.checkSend(options, queue, fifo);
        return watch(QueueDestination.name(queue), AwsDestinations.queue(name), publishers.queue(target, observers),
                fields -> content(envelope(options).build(service, "", data), options, fifo, fields));
    }

    /** @param name what metrics call the topic or queue */
    private Message watch(String name, PublishTarget.Span span, Lane lane, Writer writer) throws Exception {
        Publishing watched = observers.isEmpty() ? Publishing.NONE
                : observers.begin(() -> new PublishTarget(service.name(), "aws-sns-sqs", name, span));
        try {
            return new Message(writer.write(watched.fields()), lane, watched);
        } catch (Exception e) {
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

    /** A name with its prefix; an ARN or a URL as it is, which must agree with a prefix that is given. */
    private String target(String queue, PublishOptions options) {
        if (queue.startsWith("arn:") && AwsNames.queueArn(queue).isEmpty()) {
            throw new IllegalArgumentException("Invalid SQS ARN (" + queue + ")");
        }
        if (QueueDestination.isUrl(queue) || queue.startsWith("arn:")) {
            if (options.prefix() != null && !QueueDestination.name(queue).startsWith(options.prefix())) {
                throw new IllegalArgumentException("The option prefix '" + options.prefix() + "' does not agree with queue "
                        + queue);
            }
            return queue;
        }
        String name = prefix(options, config().queueNamePrefix()) + queue;
        check(queue.isEmpty() ? Optional.of("The queue has no name.") : AwsNames.queueProblem(name));
        return name;
    }

    private AwsSnsSqsConfig config() {
        return service.config().awsSnsSqs();
    }

    private MessageEnvelope envelope(PublishOptions options) {
        return options.envelope() == null ? service.envelope() : options.envelope();
    }

    private static String prefix(PublishOptions options, Optional<String> configured) {
        return options.prefix() == null ? configured.orElse("") : options.prefix();
    }

    private static void check(Optional<String> problem) {
        problem.ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
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
