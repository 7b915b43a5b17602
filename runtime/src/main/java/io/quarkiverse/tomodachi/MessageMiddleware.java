package io.quarkiverse.tomodachi;

/**
 * Code around the {@link Amqp} and {@link AwsSnsSqs} handlers of a service, named in
 * {@link TomodachiService#messageMiddleware()}. It runs after the envelope was parsed. A message is acknowledged when
 * the outermost middleware has returned, whether or not the handler was called, and follows the rule for failed
 * messages when it has failed; the value that it returns is not used. Around a handler of batches it runs once for the whole
 * batch, and may return a {@link BatchResult}, that of the handler or another one.
 */
public interface MessageMiddleware extends Middleware<MessageCall> {
}
