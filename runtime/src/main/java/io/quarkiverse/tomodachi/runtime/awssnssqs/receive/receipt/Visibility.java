package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

/** How long, from now, a message is to be hidden. */
public record Visibility(String receiptHandle, int seconds) {
}
