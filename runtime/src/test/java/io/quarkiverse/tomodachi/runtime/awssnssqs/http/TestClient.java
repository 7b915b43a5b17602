package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.utils.AttributeMap;

/** A client with a Vert.x of its own, whose idle connections stay. */
final class TestClient implements AutoCloseable {

    private static final String ROOT = "quarkus.sqs.async-client";

    private final Vertx vertx;
    private final VertxHttpClientBuilder builder;
    private final SdkAsyncHttpClient http;

    /** @param keysAndValues below {@code quarkus.sqs.async-client} */
    TestClient(int eventLoops, String... keysAndValues) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops).setWorkerPoolSize(1));
        builder = new VertxHttpClientBuilder(() -> vertx, new HttpSettings("sqs", config(keysAndValues)));
        http = builder.buildWithDefaults(AttributeMap.empty());
    }

    static AsyncHttpClientConfig config(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of(ROOT + ".connection-max-idle-time", "1H"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(ROOT + '.' + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(AsyncHttpClientConfig.class, ROOT)
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build()
                .getConfigMapping(AsyncHttpClientConfig.class, ROOT);
    }

    Vertx vertx() {
        return vertx;
    }

    SdkAsyncHttpClient http() {
        return http;
    }

    /** Sends a text to a server. */
    Call call(URI server, String text) {
        return new Call(http, SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(server)
                .putHeader("Host", server.getAuthority())
                .putHeader("Content-Length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length)).build(), text);
    }

    /** A client of the SDK, with an HTTP client of its own. */
    SqsAsyncClient sqs(URI server, ExecutionInterceptor... interceptors) {
        return SqsAsyncClient.builder().region(Region.EU_NORTH_1).endpointOverride(server)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(override -> override.executionInterceptors(List.of(interceptors)))
                .httpClientBuilder(builder).build();
    }

    @Override
    public void close() throws Exception {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(TestServer.LIMIT, TimeUnit.MILLISECONDS);
    }
}
