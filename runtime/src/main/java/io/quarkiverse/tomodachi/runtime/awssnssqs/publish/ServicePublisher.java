package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.Addresses.Address;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane.Lane;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.OptionRules;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.PendingPublications;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.SentAttributes;
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
    private final Addresses addresses;

    ServicePublisher(Service service, Publishers publishers, PublishObservers observers) {
        this.service = service;
        this.publishers = publishers;
        this.observers = observers;
        OptionRules.checkConfigured(config().publishTimeout());
        this.addresses = new Addresses(publishers, observers, config());
    }

    @Override
    public Uni<PublishResult> publish(Object data, String topic, PublishOptions options) {
        return send("topic " + topic, options, new Writing(data, options) {

            @Override
            Address address() {
                Address address = addresses.topic(topic, options);
                OptionRules.checkPublish(options, topic, address.fifo());
                return address;
            }

            @Override
            String payload(Address address) throws Exception {
                String payload = build(address.called());
                MessageRules.checkPayload(payload);
                return payload;
            }

            @Override
            Instant time() {
                return null;
            }
        });
    }

    @Override
    public Uni<PublishResult> send(Object data, String queue, PublishOptions options) {
        return send("queue " + queue, options, new Writing(data, options) {

            @Override
            Address address() {
                Address address = addresses.queue(queue, options);
                OptionRules.checkSend(options, queue, address.fifo());
                return address;
            }

            @Override
            String payload(Address address) throws Exception {
                return build("");
            }

            @Override
            Instant time() {
                return Instant.now();
            }
        });
    }

    private Uni<PublishResult> send(String target, PublishOptions options, Writing writing) {
        Objects.requireNonNull(options, "options");
        return publishers.send(target, OptionRules.timeout(options, config().publishTimeout()), writing);
    }

    private AwsSnsSqsConfig config() {
        return service.config().awsSnsSqs();
    }

    /** Writes one message, and begins to send it. */
    private abstract class Writing implements PendingPublications.Writing {

        private final Object data;
        private final PublishOptions options;
        private Lane lane;
        private Publishing watched;

        Writing(Object data, PublishOptions options) {
            this.data = data;
            this.options = options;
        }

        /** Checks the options for it. */
        abstract Address address();

        abstract String payload(Address address) throws Exception;

        /** What the message tells of when it was published, {@code null} if that is not up to it. */
        abstract Instant time();

        @Override
        public Content content() throws Exception {
            Address address = address();
            lane = address.lane();
            watched = observers.isEmpty() ? Publishing.NONE
                    : observers.begin(() -> new PublishTarget(service.name(), "aws-sns-sqs", address.called(), address.span()));
            try {
                return content(payload(address), address.fifo(), watched.fields());
            } catch (Exception | Error e) {
                watched.ended(null, e);
                throw e;
            }
        }

        private Content content(String payload, boolean fifo, Map<String, String> fields) {
            Map<String, TypedValue> attributes = SentAttributes.of(options, fields);
            int bytes = MessageSize.check(payload, attributes);
            return new Content(payload, attributes, bytes, options.groupId(), deduplicationId(options, fifo), options.delay(),
                    time(), TraceAttributes.header(attributes, fields));
        }

        /** @param topic what the envelope is told */
        String build(String topic) throws Exception {
            MessageEnvelope envelope = options.envelope() == null ? service.envelope() : options.envelope();
            String payload = envelope.build(service, topic, data);
            if (payload == null) {
                throw new IllegalStateException("The envelope " + envelope.getClass().getName() + " made no message: its method"
                        + " build returned null");
            }
            return payload;
        }

        @Override
        public void send(Publication publication) {
            while (!lane.add(publication)) {
                lane = address().lane();
            }
        }

        @Override
        public void ended(PublishResult result, Throwable failure) {
            watched.ended(result == null ? null : result.messageId(), failure);
        }
    }

    /** A FIFO message needs one, unless its body is to tell; without a given one each message is another one. */
    private static String deduplicationId(PublishOptions options, boolean fifo) {
        String given = options.deduplicationId();
        if (given == null) {
            return fifo ? UUID.randomUUID().toString() : null;
        }
        return given.isEmpty() ? null : given;
    }
}
