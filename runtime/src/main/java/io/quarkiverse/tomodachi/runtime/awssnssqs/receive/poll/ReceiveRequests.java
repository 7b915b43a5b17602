package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** What the long polls of one queue ask for. Most ask for the same as the one before them. */
final class ReceiveRequests {

    static final int WAIT_SECONDS = 20;

    private volatile Known last = new Known(null, 0, null);

    /**
     * Says for how long messages are hidden, as that of the queue may be another one by now, or one that may not be known.
     *
     * @param from fails if there is none, as the queue has just gone
     * @param attemptId {@code null} for standard queues
     */
    ReceiveMessageRequest of(Provisioned from, int most, String attemptId) {
        Known known = last;
        if (attemptId != null) {
            return create(from, most).receiveRequestAttemptId(attemptId).build();
        }
        if (known.from != from || known.most != most) {
            known = new Known(from, most, create(from, most).build());
            last = known;
        }
        return known.request;
    }

    private static ReceiveMessageRequest.Builder create(Provisioned from, int most) {
        return ReceiveMessageRequest.builder().queueUrl(from.url()).waitTimeSeconds(WAIT_SECONDS)
                .visibilityTimeout(from.visibilityTimeout() == 0 ? null : Integer.valueOf(from.visibilityTimeout()))
                .maxNumberOfMessages(most).messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, MessageSystemAttributeName.MESSAGE_GROUP_ID,
                        MessageSystemAttributeName.SENT_TIMESTAMP, MessageSystemAttributeName.AWS_TRACE_HEADER);
    }

    private record Known(Provisioned from, int most, ReceiveMessageRequest request) {
    }
}
