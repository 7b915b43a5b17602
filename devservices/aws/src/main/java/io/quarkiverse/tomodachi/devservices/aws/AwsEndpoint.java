package io.quarkiverse.tomodachi.devservices.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.devservices.aws.counting.CallCounter;
import io.quarkiverse.tomodachi.devservices.aws.counting.CallInfo;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpServer;

/**
 * An SNS and SQS endpoint within this JVM, for development and tests.
 * <p>
 * One HTTP port serves SQS (JSON and query protocol), SNS (query protocol) and the {@code GetCallerIdentity} of STS. All
 * credentials and all host names are taken, nothing is signed or verified, everything is kept in memory and is gone with
 * the endpoint. What the methods of this class tell of calls, and the faults to inject, can be had over HTTP, too, below
 * {@code /_endpoint}. An endpoint runs on one daemon thread; several of them may live in one JVM. All methods are thread-safe.
 */
public final class AwsEndpoint implements AutoCloseable {
    private final EndpointSettings settings;
    private final EndpointWorld world;
    private final CallCounter counter = new CallCounter();
    private HttpServer server;
    private int port;
    private boolean closed;

    AwsEndpoint(EndpointSettings settings) {
        this.settings = settings;
        this.world = new EndpointWorld(settings, counter);
    }

    /** A builder with the defaults: loopback, any free port, region us-east-1, account 123456789012. */
    public static AwsEndpointBuilder builder() {
        return new AwsEndpointBuilder();
    }

    /**
     * Binds the port and begins to serve. Starting again does nothing.
     *
     * @return this endpoint
     * @throws UncheckedIOException if the port cannot be bound; its cause is a {@link BindException} if it is in use
     * @throws IllegalStateException if the endpoint was closed
     */
    public synchronized AwsEndpoint start() {
        if (closed) {
            throw new IllegalStateException("The endpoint is closed");
        }
        if (server != null) {
            return this;
        }
        try {
            InetAddress address = InetAddress.getByName(settings.host());
            server = new HttpServer(new InetSocketAddress(address, settings.port()), settings.maxBodyBytes(), world);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + settings.host() + ":" + settings.port() + ": "
                    + e.getMessage(), e);
        }
        port = server.port();
        world.serveWith(server, urlHost() + ":" + port);
        server.start();
        return this;
    }

    /**
     * The port in use, also after the endpoint was closed.
     *
     * @throws IllegalStateException if the endpoint was not started
     */
    public synchronized int port() {
        if (port == 0) {
            throw new IllegalStateException("The endpoint is not started");
        }
        return port;
    }

    /** Where clients reach the endpoint; to be used as endpoint override of both services. */
    public URI uri() {
        return URI.create("http://" + urlHost() + ":" + port());
    }

    private String urlHost() {
        String host = settings.host();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    public String region() {
        return settings.region();
    }

    public String accountId() {
        return settings.accountId();
    }

    /** All queues, by name. */
    public List<QueueInfo> queues() {
        return world.queues();
    }

    /** The queue of that name, if there is one. */
    public Optional<QueueInfo> queue(String name) {
        return queues().stream().filter(queue -> queue.name().equals(name)).findFirst();
    }

    /** All topics, by name. */
    public List<TopicInfo> topics() {
        return world.topics();
    }

    /** All subscriptions, by topic, the oldest first. */
    public List<SubscriptionInfo> subscriptions() {
        return world.subscriptions();
    }

    /**
     * How often each action was called since the start or the last reset, by names like {@code sqs.SendMessage}. A call counts
     * when it comes, whatever becomes of it.
     */
    public Map<String, Long> callCounts() {
        return counter.calls();
    }

    /** As {@link #callCounts()}, but only the calls about one queue or topic. */
    public Map<String, Long> callCounts(String queueOrTopicName) {
        return counter.calls(queueOrTopicName);
    }

    /**
     * How many messages the calls of each action were about, by names like {@code sqs.DeleteMessageBatch}: those sent,
     * received,
     * deleted, changed or published with success. A call counts when it is answered.
     */
    public Map<String, Long> messageCounts() {
        return counter.messages();
    }

    /** How often which action ended with which error, by texts like {@code sqs.SendMessage RequestThrottled}. */
    public Map<String, Long> errorCounts() {
        return counter.errors();
    }

    /**
     * Tells the listener of each call when it is answered, one after the other. It is called on the endpoint's thread, which
     * serves nobody until it returns.
     */
    public void onCall(Consumer<CallInfo> listener) {
        counter.listen(Objects.requireNonNull(listener));
    }

    /**
     * Replaces what the endpoint does wrong on purpose. With several faults a call may meet more than one of them: their delays
     * add up, and of what happens to it the first counts. None, or {@link Faults#none()}, ends all.
     */
    public void injectFaults(Faults... faults) {
        world.inject(List.of(faults));
    }

    /** Begins all counts anew. */
    public void resetCallCounts() {
        counter.reset();
    }

    /**
     * Closes the port and all connections, open long polls among them, and waits until the endpoint's thread has ended.
     * Closing again does nothing.
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
