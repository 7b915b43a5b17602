package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients.await;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames.QueueArn;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Finds and creates queues. Calls wait for AWS: for worker threads. */
final class Queues {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String FOURTEEN_DAYS = "1209600";

    private final SqsAsyncClient sqs;

    Queues(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /** The queue of a handler, created if it is given by name and does not exist. */
    Queue ensure(String nameOrArn, boolean fifo) {
        return ensure(nameOrArn, fifo, false);
    }

    /** As {@link #ensure}; one that is created keeps its messages for 14 days. */
    Queue ensureDeadLetter(String nameOrArn, boolean fifo) {
        return ensure(nameOrArn, fifo, true);
    }

    private Queue ensure(String nameOrArn, boolean fifo, boolean deadLetter) {
        Optional<QueueArn> arn = AwsNames.queueArn(nameOrArn);
        String name = arn.map(QueueArn::name).orElse(nameOrArn);
        if (AwsNames.isFifo(name) != fifo) {
            throw new IllegalStateException("AWS SQS queue configured as " + kind(!fifo) + ", but the handler expected "
                    + kind(fifo) + ": " + name);
        }
        String url = url(nameOrArn).orElse(null);
        if (url == null && arn.isPresent()) {
            throw new IllegalStateException("There is no queue " + nameOrArn
                    + "; queues that are given by their ARN are not created");
        }
        if (url == null) {
            url = create(name, fifo, deadLetter);
        }
        return new Queue(url, attributes(url, QueueAttributeName.QUEUE_ARN).get(QueueAttributeName.QUEUE_ARN));
    }

    /** The URL of a queue, empty if it does not exist. */
    Optional<String> url(String nameOrArn) {
        try {
            return Optional.of(await(sqs.getQueueUrl(urlRequest(nameOrArn))).queueUrl());
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    static GetQueueUrlRequest urlRequest(String nameOrArn) {
        Optional<QueueArn> arn = AwsNames.queueArn(nameOrArn);
        return GetQueueUrlRequest.builder().queueName(arn.map(QueueArn::name).orElse(nameOrArn))
                .queueOwnerAWSAccountId(arn.filter(QueueArn::hasOwner).map(QueueArn::account).orElse(null)).build();
    }

    private String create(String name, boolean fifo, boolean deadLetter) {
        Map<QueueAttributeName, String> attributes = new TreeMap<>();
        if (fifo) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
            attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "false");
            attributes.put(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup");
            attributes.put(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
        }
        if (deadLetter) {
            attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS);
        }
        String url = await(sqs.createQueue(request -> request.queueName(name).attributes(attributes))).queueUrl();
        LOG.infof("Created SQS queue %s", name);
        return url;
    }

    Map<QueueAttributeName, String> attributes(String url, QueueAttributeName... names) {
        return await(sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(names))).attributes();
    }

    void setAttributes(Queue queue, Map<QueueAttributeName, String> attributes) {
        await(sqs.setQueueAttributes(request -> request.queueUrl(queue.url()).attributes(attributes)));
        attributes.keySet().forEach(name -> LOG.infof("Set '%s' of SQS queue %s", name, queue.arn()));
    }

    private static String kind(boolean fifo) {
        return fifo ? "FIFO" : "Standard";
    }

    /** A queue that exists. */
    record Queue(String url, String arn) {
    }
}
