package io.quarkiverse.tomodachi.devservices.aws;

import java.util.List;
import java.util.Objects;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

/** Builds an {@link AwsEndpoint}. */
public final class AwsEndpointBuilder {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private String host = "127.0.0.1";
    private int port;
    private String region = "us-east-1";
    private String accountId = "123456789012";
    private String queueAccountId;
    private boolean waitingTimes;
    private long maxStoredBytes = Runtime.getRuntime().maxMemory() / 2;
    private List<Faults> faults = List.of();

    AwsEndpointBuilder() {
    }

    /** The address or host name to listen on; {@code 127.0.0.1} by default. */
    public AwsEndpointBuilder host(String host) {
        this.host = Objects.requireNonNull(host);
        return this;
    }

    /**
     * The port to listen on; 0, the default, takes any free one.
     *
     * @throws IllegalArgumentException unless it is 0 to 65535
     */
    public AwsEndpointBuilder port(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        this.port = port;
        return this;
    }

    /**
     * The region within ARNs; {@code us-east-1} by default.
     *
     * @throws IllegalArgumentException unless it consists of lower-case letters, digits and hyphens
     */
    public AwsEndpointBuilder region(String region) {
        if (!region.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("Not a region: " + region);
        }
        this.region = region;
        return this;
    }

    /**
     * The account within ARNs and queue URLs, and of those who call; {@code 123456789012} by default.
     *
     * @throws IllegalArgumentException unless it consists of twelve digits
     */
    public AwsEndpointBuilder accountId(String accountId) {
        requireAccount(accountId);
        this.accountId = accountId;
        return this;
    }

    /**
     * The account within ARNs and URLs of queues, for trying out subscriptions between accounts; the one of
     * {@link #accountId} by default. With another one, queues belong to somebody else than topics and callers. As in AWS, a
     * queue that is subscribed gets a message with a token then, and nothing else until {@code ConfirmSubscription} is called
     * with that.
     *
     * @throws IllegalArgumentException unless it consists of twelve digits
     */
    public AwsEndpointBuilder queueAccountId(String queueAccountId) {
        requireAccount(queueAccountId);
        this.queueAccountId = queueAccountId;
        return this;
    }

    private static void requireAccount(String accountId) {
        if (!accountId.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("Not an account id of twelve digits: " + accountId);
        }
    }

    /**
     * Whether, as in AWS, a queue may be purged only once in 60 seconds and a deleted queue's name is free again only
     * after 60 seconds; off by default, as it slows development down.
     */
    public AwsEndpointBuilder waitingTimes(boolean waitingTimes) {
        this.waitingTimes = waitingTimes;
        return this;
    }

    /**
     * How many bytes of messages all queues together may hold before nothing is taken any more: senders get {@code OverLimit},
     * topics do not deliver. Half of the JVM's maximal heap by default.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public AwsEndpointBuilder maxStoredBytes(long maxStoredBytes) {
        if (maxStoredBytes < 1) {
            throw new IllegalArgumentException("Not a number of bytes to hold: " + maxStoredBytes);
        }
        this.maxStoredBytes = maxStoredBytes;
        return this;
    }

    /** What the endpoint does wrong on purpose, as with {@link AwsEndpoint#injectFaults}; nothing by default. */
    public AwsEndpointBuilder faults(Faults... faults) {
        this.faults = List.of(faults);
        return this;
    }

    /** An endpoint that is not started yet. */
    public AwsEndpoint build() {
        return new AwsEndpoint(new EndpointSettings(host, port, region, accountId,
                queueAccountId == null ? accountId : queueAccountId, MAX_BODY_BYTES, waitingTimes, maxStoredBytes, faults));
    }
}
