package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientConfig;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Vertx;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;

@Recorder
public class AwsHttpClientRecorder {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /**
     * Lets a client make its calls with the HTTP client of Vert.x, unless its configuration needs the one of the SDK.
     *
     * @param service as in {@code quarkus.<service>.async-client}
     */
    @SuppressWarnings("rawtypes")
    public void useVertx(String service, RuntimeValue<AwsClientBuilder> builder, RuntimeValue<AsyncHttpClientConfig> config,
            Supplier<Vertx> vertx) {
        Optional<String> reason = SdkClientReason.of(service, config.getValue());
        if (reason.isPresent()) {
            LogEvent.of(LOG, Level.DEBUG, "The client of %s makes its calls with the HTTP client of the SDK, since %s is set",
                    service.toUpperCase(Locale.ROOT), reason.get()).write();
            return;
        }
        ((AwsAsyncClientBuilder) builder.getValue())
                .httpClientBuilder(new VertxHttpClientBuilder(vertx, new HttpSettings(service, config.getValue())));
    }
}
