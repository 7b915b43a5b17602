package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SentBody;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TypedValue;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.smallrye.mutiny.Uni;

/** Publishes in the name of one service. */
public final class ServicePublisher implements AwsSnsSqsPublisher {

    private final Service service;
    private final Sender sender;
    private final Outbox outbox;

    public ServicePublisher(Service service, Sender sender, Outbox outbox) {
        this.service = service;
        this.sender = sender;
        this.outbox = outbox;
    }

    @Override
    public Uni<PublishResult> publish(Object data, String topic, PublishOptions options) {
        return outbox.send("topic " + topic, () -> publishNow(data, topic, options));
    }

    @Override
    public Uni<PublishResult> send(Object data, String queue, PublishOptions options) {
        return outbox.send("queue " + queue, () -> sendNow(data, queue, options));
    }

    private CompletionStage<PublishResult> publishNow(Object data, String topic, PublishOptions options) throws Exception {
        String prefix = prefix(options, service.config().awsSnsSqs().topicPrefix());
        check(topic.isEmpty() ? Optional.of("The topic has no name.") : AwsNames.topicProblem(topic));
        String name = AwsNames.topicName(prefix, topic, false);
        check(AwsNames.topicProblem(name));
        OptionRules.checkPublish(options, topic, AwsNames.isFifo(name));
        String payload = envelope(options).build(service, topic, data);
        Map<String, TypedValue> attributes = MessageAttributes.encode(options.attributes());
        MessageSize.check(payload, attributes);
        return sender.publish(name, payload, attributes, options);
    }

    private CompletionStage<PublishResult> sendNow(Object data, String queue, PublishOptions options) throws Exception {
        String target = target(queue, options);
        OptionRules.checkSend(options, queue, AwsNames.isFifo(QueueUrls.name(target)));
        String payload = envelope(options).build(service, "", data);
        Map<String, TypedValue> attributes = MessageAttributes.encode(options.attributes());
        return sender.send(target, url -> {
            String body = SentBody.write(payload, url, Instant.now(), attributes);
            MessageSize.check(body, attributes);
            return body;
        }, attributes, options);
    }

    /** A name with its prefix; an ARN or a URL as it is, which must agree with a prefix that is given. */
    private String target(String queue, PublishOptions options) {
        if (queue.startsWith("arn:") && AwsNames.queueArn(queue).isEmpty()) {
            throw new IllegalArgumentException("Invalid SQS ARN (" + queue + ")");
        }
        if (QueueUrls.isUrl(queue) || queue.startsWith("arn:")) {
            if (options.prefix() != null && !QueueUrls.name(queue).startsWith(options.prefix())) {
                throw new IllegalArgumentException("The option prefix '" + options.prefix() + "' does not agree with queue "
                        + queue);
            }
            return queue;
        }
        String name = prefix(options, service.config().awsSnsSqs().queueNamePrefix()) + queue;
        check(queue.isEmpty() ? Optional.of("The queue has no name.") : AwsNames.queueProblem(name));
        return name;
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
}
