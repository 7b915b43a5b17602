package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** With what a call was made, as the SDK's own metrics tell it. */
final class HttpClientName implements MetricPublisher {

    private final CompletableFuture<MetricCollection> call = new CompletableFuture<>();

    private HttpClientName() {
    }

    /** With one the HTTP client of the SDK stays. */
    static void assumeNoProxy() {
        assumeThat(System.getProperties()).doesNotContainKeys("http.proxyHost", "https.proxyHost");
        assumeThat(System.getenv()).doesNotContainKeys("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy");
    }

    static String of(SqsAsyncClient sqs) {
        HttpClientName name = new HttpClientName();
        sqs.listQueues(request -> request.overrideConfiguration(name::publishTo)).join();
        return name.get();
    }

    static String of(SnsAsyncClient sns) {
        HttpClientName name = new HttpClientName();
        sns.listTopics(request -> request.overrideConfiguration(name::publishTo)).join();
        return name.get();
    }

    private void publishTo(AwsRequestOverrideConfiguration.Builder request) {
        request.metricPublishers(List.of(this));
    }

    private String get() {
        return call.join().childrenWithName("ApiCallAttempt").flatMap(attempt -> attempt.childrenWithName("HttpClient"))
                .flatMap(client -> client.metricValues(HttpMetric.HTTP_CLIENT_NAME).stream()).findFirst().orElseThrow();
    }

    @Override
    public void publish(MetricCollection metrics) {
        call.complete(metrics);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
