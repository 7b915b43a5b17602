package io.quarkiverse.tomodachi.devservices.aws.sqs;

/** A message as handed to one receiver; the counters are those of that receive. */
record ReceivedMessage(StoredMessage message, String receiptHandle, int receiveCount, long firstReceivedAt) {
}
