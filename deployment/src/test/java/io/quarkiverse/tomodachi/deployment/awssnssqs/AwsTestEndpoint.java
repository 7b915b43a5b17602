package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.deployment.clients.AwsSettings;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The SNS and SQS endpoint of the tests: the one that the system property {@code tomodachi.test.aws.endpoint} names, else one
 * within this JVM. Tests are loaded by several class loaders; they find the one endpoint by system properties.
 */
public final class AwsTestEndpoint {

    private static final String GIVEN = "tomodachi.test.aws.endpoint";
    private static final String STARTED = "tomodachi.test.aws.started";
    private static final String COUNTS = "tomodachi.test.aws.counts";

    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider
            .create(AwsBasicCredentials.create("test", "test"));

    private AwsTestEndpoint() {
    }

    public static synchronized String uri() {
        String given = System.getProperty(GIVEN, System.getProperty(STARTED));
        if (given != null) {
            return given;
        }
        AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start();
        Supplier<Map<String, Long>> counts = endpoint::callCounts;
        System.getProperties().put(COUNTS, counts);
        System.setProperty(STARTED, endpoint.uri().toString());
        return endpoint.uri().toString();
    }

    /** Whether it is one that others have written, which may not do all that AWS does. */
    public static boolean isForeign() {
        return System.getProperty(GIVEN) != null;
    }

    /** How often the actions were called; only of the endpoint within this JVM, else empty. */
    @SuppressWarnings("unchecked")
    public static Map<String, Long> callCounts() {
        Object counts = System.getProperties().get(COUNTS);
        return counts == null ? Map.of() : ((Supplier<Map<String, Long>>) counts).get();
    }

    /** What the endpoint is to do wrong, one fault in each line, empty for nothing. */
    public static void faults(String lines) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/_endpoint/faults"))
                .PUT(HttpRequest.BodyPublishers.ofString(lines)).build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException(answer.body());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An application that uses the endpoint, with prefixes that keep it apart from other tests. */
    public static QuarkusUnitTest application(String prefix, Class<?>... classes) {
        QuarkusUnitTest test = new QuarkusUnitTest().withApplicationRoot(
                jar -> jar.addClasses(classes).addClasses(AwsTestEndpoint.class, AwsSettings.class, Broker.class,
                        AwsBrokerTest.class));
        AwsSettings.of(URI.create(uri())).forEach(test::overrideConfigKey);
        return test.overrideConfigKey("quarkus.http.test-port", "0")
                .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.topic-prefix", prefix)
                .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.queue-name-prefix", prefix);
    }

    public static SqsAsyncClient sqs() {
        return sqs(URI.create(uri()));
    }

    public static SqsAsyncClient sqs(URI uri, ExecutionInterceptor... interceptors) {
        return sqs(uri, configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor));
    }

    public static SqsAsyncClient sqs(URI uri, Consumer<ClientOverrideConfiguration.Builder> configuration) {
        return SqsAsyncClient.builder().endpointOverride(uri).region(Region.US_EAST_1).credentialsProvider(CREDENTIALS)
                .httpClient(http()).overrideConfiguration(configuration).build();
    }

    public static SnsAsyncClient sns() {
        return sns(URI.create(uri()));
    }

    public static SnsAsyncClient sns(URI uri, ExecutionInterceptor... interceptors) {
        return sns(uri, configuration -> List.of(interceptors).forEach(configuration::addExecutionInterceptor));
    }

    public static SnsAsyncClient sns(URI uri, Consumer<ClientOverrideConfiguration.Builder> configuration) {
        return SnsAsyncClient.builder().endpointOverride(uri).region(Region.US_EAST_1).credentialsProvider(CREDENTIALS)
                .httpClient(http()).overrideConfiguration(configuration).build();
    }

    private static SdkAsyncHttpClient http() {
        return NettyNioAsyncHttpClient.builder().build();
    }
}
