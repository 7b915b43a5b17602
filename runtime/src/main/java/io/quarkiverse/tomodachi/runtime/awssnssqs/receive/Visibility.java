package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

/** How long, from now, a message is to be hidden. */
record Visibility(String receiptHandle, int seconds) {
}
