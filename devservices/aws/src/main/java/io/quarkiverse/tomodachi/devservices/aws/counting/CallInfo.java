package io.quarkiverse.tomodachi.devservices.aws.counting;

/**
 * A call that was answered, or whose answer was withheld on purpose.
 *
 * @param action by a name like {@code sqs.SendMessage}
 * @param resource the name of the queue or topic it is about, null if it is about none
 * @param messages how many messages it sent, received, deleted or changed: those of a batch that succeeded, 0 if it failed or
 *        is
 *        not about messages
 * @param error the error's code, {@code Dropped} if there was no answer on purpose, null if the call succeeded
 */
public record CallInfo(String action, String resource, int messages, String error) {
}
