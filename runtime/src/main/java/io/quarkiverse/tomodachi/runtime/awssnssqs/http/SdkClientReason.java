package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientConfig;
import io.quarkiverse.amazon.common.runtime.TlsKeyManagersProviderType;
import io.quarkiverse.amazon.common.runtime.TlsTrustManagersProviderType;
import software.amazon.awssdk.http.Protocol;

/** Settings that the HTTP client of the SDK alone understands. */
final class SdkClientReason {

    private static final List<String> SYSTEM_PROPERTIES = List.of("http.proxyHost", "https.proxyHost",
            "javax.net.ssl.keyStore");

    private static final List<String> ENVIRONMENT = List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy");

    private SdkClientReason() {
    }

    /** @return the name of what is set */
    static Optional<String> of(String service, AsyncHttpClientConfig config) {
        return of(service, config, System::getenv);
    }

    static Optional<String> of(String service, AsyncHttpClientConfig config, UnaryOperator<String> environment) {
        return Stream.concat(configured(config).map(("quarkus." + service + ".async-client.")::concat),
                surroundings(environment)).findFirst();
    }

    private static Stream<String> configured(AsyncHttpClientConfig config) {
        return Stream.of(
                named(config.proxy().enabled(), "proxy"),
                named(config.protocol() != Protocol.HTTP1_1, "protocol"),
                named(config.sslProvider().isPresent(), "ssl-provider"),
                named(config.connectionTimeToLive().isPresent(), "connection-time-to-live"),
                named(!config.useIdleConnectionReaper(), "use-idle-connection-reaper"),
                named(config.eventLoop().override(), "event-loop.override"),
                named(config.tlsKeyManagersProvider().type() != TlsKeyManagersProviderType.SYSTEM_PROPERTY,
                        "tls-key-managers-provider"),
                named(config.tlsTrustManagersProvider().type() != TlsTrustManagersProviderType.SYSTEM_PROPERTY,
                        "tls-trust-managers-provider"))
                .flatMap(Optional::stream);
    }

    private static Stream<String> surroundings(UnaryOperator<String> environment) {
        return Stream.concat(SYSTEM_PROPERTIES.stream().filter(name -> isSet(System.getProperty(name))),
                ENVIRONMENT.stream().filter(name -> isSet(environment.apply(name))));
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    private static Optional<String> named(boolean set, String name) {
        return set ? Optional.of(name) : Optional.empty();
    }
}
