package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Settings of one service. */
@ConfigGroup
public interface ServiceConfig {

    /**
     * The identity of the service in message envelopes, and a part of the names of queues that are not shared. By default that
     * of the annotation, or a random UUID at each start.
     */
    Optional<String> uuid();

    /**
     * HTTP.
     */
    HttpConfig http();

    /**
     * Websockets.
     */
    WebsocketConfig websocket();

    /**
     * AMQP.
     */
    AmqpConfig amqp();

    /**
     * SNS and SQS.
     */
    AwsSnsSqsConfig awsSnsSqs();

    /**
     * Schedules.
     */
    ScheduleConfig schedule();

    /**
     * What happens to messages whose handler failed.
     */
    RetryConfig retry();

    /**
     * Duplicates of messages.
     */
    DeduplicationConfig deduplication();

    /**
     * Single handlers of messages, by the names of their methods. Only together with the name of a service.
     */
    @ConfigDocMapKey("method-name")
    Map<String, MessageHandlerConfig> handlers();

    /** Settings of HTTP. */
    @ConfigGroup
    interface HttpConfig {

        /**
         * The `Content-Type` of text that a handler returns.
         */
        @WithDefault("text/plain; charset=utf-8")
        String contentType();

        /**
         * The charset of text that a handler returns, for a `content-type` that names none; what the content type says itself
         * has precedence.
         */
        @WithDefault("utf-8")
        String charset();

        /**
         * Whether requests to handlers and static files are logged, category `io.quarkiverse.tomodachi.http.access`. Requests
         * that no service knows follow the setting for all services.
         */
        @WithDefault("true")
        boolean accessLog();
    }

    /** Settings of AMQP. */
    @ConfigGroup
    interface AmqpConfig {

        /**
         * The topic exchange that handlers bind their queues to, and that publishers publish to. Declared unless it is
         * `amq.topic`.
         */
        @WithDefault("amq.topic")
        String exchangeName();

        /**
         * Put in front of every routing key.
         */
        Optional<String> routingKeyPrefix();

        /**
         * Put in front of every queue's name.
         */
        Optional<String> queueNamePrefix();

        /**
         * After how long without any consumer a classic queue is deleted by the broker (`x-expires`); 0 for never. All services
         * that share a queue must agree. Quorum queues are never deleted so.
         */
        @WithDefault("24H")
        Duration queueTtl();

        /**
         * How many unacknowledged messages the broker sends ahead to each consumer.
         */
        @WithDefault("100")
        int prefetch();

        /**
         * How long a publish may wait for the confirmation of the broker, more than 0. So long may it also
         * take until a message is sent on to a retry or dead-letter queue; for its confirmation there is no limit.
         */
        @WithDefault("10S")
        Duration publishTimeout();
    }

    /** Settings of SNS and SQS. */
    @ConfigGroup
    interface AwsSnsSqsConfig {

        /**
         * Put in front of every topic's name.
         */
        Optional<String> topicPrefix();

        /**
         * Put in front of every queue's name.
         */
        Optional<String> queueNamePrefix();

        /**
         * How long a publish may take until SNS or SQS has accepted the message, all attempts and the look-up of its topic or
         * queue included; more than 0.
         */
        @WithDefault("30S")
        Duration publishTimeout();

        /**
         * What is done at start about the topics, queues, policies and subscriptions of handlers: `apply` creates what does not
         * exist and changes what differs from the annotations, `verify` changes nothing and fails with all that is missing or
         * differs, `off` looks up the queues and nothing else.
         */
        @WithDefault("apply")
        TopologyMode topology();

        /**
         * The KMS key that topics are encrypted with: its id, alias (`alias/…`) or ARN; `none` removes the encryption. The
         * member `snsKmsMasterKeyId` of the annotation has precedence.
         */
        @ConfigDocDefault("topics that exist are left as they are, others are not encrypted")
        Optional<String> snsKmsMasterKeyId();

        /**
         * The KMS key that queues are encrypted with: its id, alias (`alias/…`) or ARN; `none` removes the encryption with KMS.
         * The member `sqsKmsMasterKeyId` of the annotation has precedence.
         */
        @ConfigDocDefault("queues that exist are left as they are, others have the encryption that SQS gives all queues")
        Optional<String> sqsKmsMasterKeyId();

        /**
         * For how long SQS uses a data key again before it asks KMS for another one, one minute to 24 hours; only of queues
         * with a KMS key. The member `sqsKmsDataKeyReusePeriod` of the annotation has precedence.
         */
        @ConfigDocDefault("left as it is, five minutes for new queues")
        Optional<Duration> sqsKmsDataKeyReusePeriod();

        /**
         * The `aws:SourceArn` that the policies of queues let messages come from, in place of the ARN of the topic; may hold
         * `*`.
         */
        @ConfigDocDefault("the ARN of the topic")
        Optional<String> queuePolicy();

        /**
         * The same for queues that are subscribed to several topics by a pattern.
         */
        @ConfigDocDefault("`queue-policy`, else what the ARNs of the topics begin with, followed by `*`")
        Optional<String> wildcardQueuePolicy();
    }

    /** Settings of schedules. */
    @ConfigGroup
    interface ScheduleConfig {

        /**
         * How long the lock of a schedule with `cluster` lasts if the replica that holds it no longer prolongs it, because it
         * was
         * killed or stands still. Then another replica may call the method at the next time. The member `lockAtMost` of the
         * annotation has precedence.
         */
        @WithDefault("30S")
        Duration lockAtMost();

        /**
         * How long after the planned time the lock of a schedule with `cluster` is kept at least. The member `lockAtLeast` of
         * the
         * annotation has precedence.
         */
        @ConfigDocDefault("half of the time until the next call, and 30 seconds at most")
        Optional<Duration> lockAtLeast();
    }

    /** Settings of the memory for duplicates. */
    @ConfigGroup
    interface DeduplicationConfig {

        /**
         * How many handled messages are remembered for each method with `@Deduplicate`; the oldest are forgotten first.
         */
        @WithDefault("100000")
        int maxMessages();
    }
}
