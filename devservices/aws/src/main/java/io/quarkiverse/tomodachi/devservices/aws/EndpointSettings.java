package io.quarkiverse.tomodachi.devservices.aws;

import java.util.List;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

/**
 * What an endpoint is built of.
 *
 * @param queueAccountId the account of the queues
 */
record EndpointSettings(String host, int port, String region, String accountId, String queueAccountId, int maxBodyBytes,
        boolean waitingTimes,
        long maxStoredBytes, List<Faults> faults) {
}
