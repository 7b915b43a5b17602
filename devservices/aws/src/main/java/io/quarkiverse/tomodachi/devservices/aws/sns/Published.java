package io.quarkiverse.tomodachi.devservices.aws.sns;

/**
 * A publication that was accepted.
 *
 * @param sequenceNumber null on a standard topic
 * @param timestamp milliseconds since the epoch
 * @param baseUrl where the publisher reached the endpoint
 */
record Published(Publication publication, String messageId, String sequenceNumber, long timestamp, String baseUrl) {
}
