package io.quarkiverse.tomodachi.devservices.aws;

/** What an endpoint is built of. */
record EndpointSettings(String host, int port, String region, String accountId, int maxBodyBytes, boolean waitingTimes) {
}
