package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;

/**
 * A message in the form for one queue, whose URL is part of it.
 *
 * @param queueUrl the queue
 * @param text the body
 * @param bytes with its attributes, as AWS counts
 */
public record QueueBody(String queueUrl, String text, int bytes) {

    static QueueBody of(Content content, String queueUrl) {
        String text = content.body(queueUrl);
        return new QueueBody(queueUrl, text, MessageSize.ofAscii(text, content.attributes()));
    }
}
