package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.concurrent.CompletableFuture;

import io.vertx.core.impl.VertxInternal;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.metrics.NoOpMetricCollector;

/**
 * Makes the calls of the SDK with the HTTP client of Vert.x, which the application has anyway. Request and answer are in memory
 * as a whole, as those of SNS and SQS are in the SDK, too.
 */
final class VertxHttpClient implements SdkAsyncHttpClient {

    private static final String NAME = "Vertx";

    private final LoopClients loops;
    private final CallLimit limit;
    private final HttpSettings settings;

    VertxHttpClient(VertxInternal vertx, HttpSettings settings) {
        this.loops = new LoopClients(vertx, settings);
        this.limit = new CallLimit(vertx.getEventLoopGroup(), settings);
        this.settings = settings;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        request.metricCollector().filter(metrics -> !(metrics instanceof NoOpMetricCollector)).ifPresent(metrics -> {
            metrics.reportMetric(HttpMetric.HTTP_CLIENT_NAME, NAME);
            limit.report(metrics);
        });
        Exchange exchange = new Exchange(loops, limit, settings, request);
        request.requestContentPublisher().subscribe(new RequestContent(exchange));
        return exchange.end();
    }

    @Override
    public void close() {
        loops.close();
    }

    @Override
    public String clientName() {
        return NAME;
    }
}
