package io.quarkiverse.tomodachi.devservices.aws.sns;

/**
 * A publication that was accepted.
 *
 * @param sequenceNumber null on a standard topic
 * @param timestamp milliseconds since the epoch
 * @param baseUrl where the publisher reached the endpoint
 * @param traceHeader the tracing header of the publisher's request, or null
 */
record Published(Publication publication, String messageId, String sequenceNumber, long timestamp, String baseUrl,
        String traceHeader) {
}
