package io.quarkiverse.tomodachi.devservices.aws.sqs;

/** What may be done with a receipt handle. */
final class Receipts {
    private static final long MAX_IN_FLIGHT_MILLIS = 43_200_000L;

    private final String queue;
    private final MessageStore messages;
    private final boolean fifo;

    Receipts(String queue, MessageStore messages, boolean fifo) {
        this.queue = queue;
        this.messages = messages;
        this.fifo = fifo;
    }

    String issue(StoredMessage message) {
        ReceiptHandle handle = ReceiptHandle.create(queue, message.id);
        message.receipt = handle.receipt();
        return handle.encoded();
    }

    /** Deletes the message; a handle of an earlier receive succeeds without deleting, in a FIFO queue it has expired. */
    void delete(String text) {
        ReceiptHandle handle = parse(text);
        StoredMessage message = messages.find(handle.messageId());
        if (message == null) {
            return;
        }
        boolean latest = handle.receipt().equals(message.receipt);
        if (fifo && !(latest && message.inFlight)) {
            throw SqsErrors.invalidParameter(text, "ReceiptHandle", "The receipt handle has expired.");
        }
        if (latest) {
            messages.remove(message);
        }
    }

    void changeVisibility(String text, int seconds, long now) {
        ReceiptHandle handle = parse(text);
        StoredMessage message = messages.find(handle.messageId());
        if (message == null || !handle.receipt().equals(message.receipt)) {
            throw SqsErrors.invalidParameter(text, "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change.");
        }
        if (!message.inFlight) {
            throw SqsErrors.messageNotInFlight();
        }
        long visibleAt = now + 1000L * seconds;
        if (visibleAt - message.receivedAt > MAX_IN_FLIGHT_MILLIS) {
            throw SqsErrors.invalidParameter(seconds, "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]");
        }
        messages.postpone(message, visibleAt);
    }

    private ReceiptHandle parse(String text) {
        ReceiptHandle handle = ReceiptHandle.parse(text);
        if (handle == null || !handle.queue().equals(queue)) {
            throw SqsErrors.receiptHandleIsInvalid(text);
        }
        return handle;
    }
}
