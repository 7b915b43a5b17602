package io.quarkiverse.tomodachi.runtime.message.settings;

/**
 * What annotations say of a handler of messages, whatever its transport.
 *
 * @param service the name of its service
 * @param method the name of its method, by which configuration knows it
 * @param subject what texts of problems call it: annotation and method
 * @param concurrency how many messages are handled at the same time, 1 or more
 * @param failure what becomes of messages that it failed for
 * @param deduplicate how long messages are known, {@code null} if not at all
 * @param enveloped whether its messages have an envelope, which may tell copies of one from others
 */
public record DeclaredHandler(String service, String method, String subject, int concurrency, FailureSettings failure,
        String deduplicate, boolean enveloped) {
}
