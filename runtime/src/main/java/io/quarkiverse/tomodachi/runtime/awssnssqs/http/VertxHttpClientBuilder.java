package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.function.Supplier;

import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Makes the HTTP client when the client of the service is made, which closes it at its own end. */
record VertxHttpClientBuilder(Supplier<Vertx> vertx, HttpSettings settings)
        implements
            SdkAsyncHttpClient.Builder<VertxHttpClientBuilder> {

    @Override
    public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
        return new VertxHttpClient((VertxInternal) vertx.get(), settings);
    }
}
