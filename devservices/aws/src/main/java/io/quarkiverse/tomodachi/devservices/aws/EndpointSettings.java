package io.quarkiverse.tomodachi.devservices.aws;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

/** What an endpoint is built of. */
record EndpointSettings(String host, int port, String region, String accountId, int maxBodyBytes, boolean waitingTimes,
        Faults faults) {
}
