package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} receive the messages of an SQS queue that is subscribed to an SNS topic. The
 * topic, the queue, its policy, the subscription and the dead-letter queue are created at start where they do not exist, with
 * the names of the Python library, so that services in both languages can share a queue. What exists is changed where a member
 * says otherwise; members that are not given leave it as it is. {@code quarkus.tomodachi.aws-sns-sqs.topology} can be set to
 * only compare, or to look up the queues alone.
 * <p>
 * When the method returns, the message is deleted. When it throws, the message stays in the queue and becomes visible again
 * after a growing delay; see {@link RejectMessageException} and {@link RetryMessageException} for the other outcomes. Members
 * take configuration expressions ({@code ${…}}).
 * <p>
 * A method that takes a {@code java.util.List} is called with several messages at a time, up to {@link #batchSize()}: with
 * {@code List<Order>}, the data of each. All of its parameters that belong to messages are lists then, such as
 * {@code List<SqsMessage>}, {@code List<MessageMetadata>} or {@code @Attribute List<String>}, and all have the same length and
 * order. It returns nothing, or a {@link BatchResult} that says which of them have failed. Messages that cannot be read are not
 * in the lists. Data that is a JSON array is taken as {@code Order[]} or {@code Collection<Order>}.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(AwsSnsSqs.List.class)
public @interface AwsSnsSqs {

    /** Stands for "not given" where an empty text means something. */
    String UNSET = "<<unset>>";

    /**
     * The topic that the queue is subscribed to. With {@code *}, which stands for any characters but dots, or {@code #}, for
     * any characters, it is subscribed to all topics that exist at start and fit; none is created then. Characters that AWS
     * does not take in names, such as dots, are encoded.
     *
     * @return the topic, without prefix, or the ARN of one that exists, which may belong to another account; empty: the queue
     *         is not subscribed to any, then {@link #queueName()} is needed
     */
    String topic() default "";

    /**
     * @return the queue's name, without prefix, or the ARN of one that exists, which may belong to another account; empty means
     *         a name derived from the topic
     */
    String queueName() default "";

    /**
     * Whether the instances of the service share one queue.
     *
     * @return {@code true}, the default: each message goes to one instance. {@code false}: each instance has a queue of its
     *         own and gets every message; not together with {@link #queueName()}
     */
    boolean competing() default true;

    /** @return the envelope of the messages; by default that of the service */
    Class<? extends MessageEnvelope> envelope() default MessageEnvelope.OfService.class;

    /**
     * The filter policy of the subscription.
     *
     * @return a JSON object of at most 5 keys and 150 combinations of values; by default an existing policy is left as it is;
     *         empty or <code>{}</code> removes it
     */
    String filterPolicy() default UNSET;

    /** @return what {@link #filterPolicy()}, which must be given then, looks into; the message's attributes by default */
    FilterPolicyScope filterPolicyScope() default FilterPolicyScope.MESSAGE_ATTRIBUTES;

    /**
     * Whether SNS delivers what was published as the body of the SQS message, with its attributes as those of the message, and
     * not within the JSON of a notification. Handlers get the topic, the SNS message id and the timestamp empty then.
     *
     * @return if not given, an existing subscription is left as it is, and a new one delivers notifications
     */
    boolean rawMessageDelivery() default false;

    /** @return seconds, 0 to 43200, that a received message is hidden from other receivers; -1 leaves the queue's value */
    int visibilityTimeout() default -1;

    /**
     * The queue for messages that were received {@link #maxReceiveCount()} times. One that is created keeps messages for 14
     * days.
     *
     * @return its name, without prefix, or the ARN of one that exists; by default an existing redrive policy is left as it is;
     *         empty removes it
     */
    String deadLetterQueueName() default UNSET;

    /** @return how often a message is received before it goes to the dead-letter queue, 1 to 1000; given with the queue */
    int maxReceiveCount() default -1;

    /** @return whether topic and queue are first-in-first-out; their names then end with {@code .fifo} */
    boolean fifo() default false;

    /** @return seconds, 60 to 1209600, that the queue keeps messages; -1, the default, leaves the queue's value */
    int messageRetentionPeriod() default -1;

    /** @return the size in bytes, 1024 to 1048576, that messages have at most; -1, the default, leaves the queue's value */
    int maximumMessageSize() default -1;

    /** @return seconds, 0 to 900, that new messages are hidden; -1, the default, leaves the queue's value */
    int delaySeconds() default -1;

    /**
     * @return seconds, 0 to 20, that receivers which do not say otherwise wait for messages; -1, the default, leaves the
     *         queue's value. Handlers always wait 20 seconds
     */
    int receiveMessageWaitTime() default -1;

    /**
     * Whether topic and queue, with {@link #fifo()}, know copies of a message that has no deduplication id by its body. What
     * {@link AwsSnsSqsPublisher} publishes has one, unless it is left out with an empty
     * {@link PublishOptions#deduplicationId(String)}.
     *
     * @return if not given, existing topics and queues are left as they are, and new ones do not
     */
    boolean contentBasedDeduplication() default false;

    /**
     * Within what the queue, with {@link #fifo()}, knows copies of a message.
     *
     * @return if not given, an existing queue is left as it is, and a new one knows copies within a group
     */
    DeduplicationScope deduplicationScope() default DeduplicationScope.MESSAGE_GROUP;

    /**
     * For what the limit of calls per second of the queue, with {@link #fifo()}, holds.
     *
     * @return if not given, an existing queue is left as it is, and a new one has the limit for each group
     */
    FifoThroughputLimit fifoThroughputLimit() default FifoThroughputLimit.PER_MESSAGE_GROUP_ID;

    /**
     * The KMS key that the topic is encrypted with.
     *
     * @return its id, alias ({@code alias/…}) or ARN; empty or {@code none} removes the encryption; by default
     *         {@code quarkus.tomodachi.aws-sns-sqs.sns-kms-master-key-id} says
     */
    String snsKmsMasterKeyId() default UNSET;

    /**
     * The KMS key that the queue is encrypted with. The key's policy must let SNS use it.
     *
     * @return its id, alias ({@code alias/…}) or ARN; empty or {@code none} removes the encryption with KMS; by default
     *         {@code quarkus.tomodachi.aws-sns-sqs.sqs-kms-master-key-id} says
     */
    String sqsKmsMasterKeyId() default UNSET;

    /**
     * For how long SQS uses a data key again before it asks KMS for another one.
     *
     * @return seconds, 60 to 86400; -1 by default, then
     *         {@code quarkus.tomodachi.aws-sns-sqs.sqs-kms-data-key-reuse-period} says
     */
    int sqsKmsDataKeyReusePeriod() default -1;

    /**
     * @return the number of messages handled at the same time, 1 or more; for a method that takes lists, the number of calls,
     *         each with up to {@link #batchSize()} messages
     */
    int concurrency() default 10;

    /** @return the number of messages that one call takes at most, 1 to 1000; only for a method that takes lists */
    int batchSize() default 10;

    /**
     * For how long the first message of a batch waits for others, hidden from other receivers meanwhile. Only for a method that
     * takes lists, and needed for batches of more than 10, which is what one receive brings.
     *
     * @return such as {@code 500ms} or {@code 5s}, 5 minutes at most; by default a batch has what came with one receive
     */
    String batchWindow() default "0s";

    /** @return what becomes of a message when the method throws; see {@link FailurePolicy} for all that can be said of that */
    OnFailure onFailure() default OnFailure.RETRY;

    /** What a filter policy looks into. */
    enum FilterPolicyScope {
        /** The attributes of the message. */
        MESSAGE_ATTRIBUTES,
        /** The body of the message, which has to be JSON. */
        MESSAGE_BODY
    }

    /** Within what a FIFO queue knows copies of a message. */
    enum DeduplicationScope {
        /** The whole queue. */
        QUEUE,
        /** The group of the message. */
        MESSAGE_GROUP
    }

    /** For what the limit of calls per second of a FIFO queue holds. */
    enum FifoThroughputLimit {
        /** The whole queue. */
        PER_QUEUE,
        /** Each group; copies are known within a group only then. */
        PER_MESSAGE_GROUP_ID
    }

    /** Holds several {@link AwsSnsSqs}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        AwsSnsSqs[] value();
    }
}
