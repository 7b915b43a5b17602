package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import io.smallrye.config.WithUnnamedKey;

/** Settings of the services, read when the application starts. */
@ConfigMapping(prefix = "quarkus.tomodachi")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface TomodachiConfig {

    /** The key of the settings for all services. */
    String ALL_SERVICES = "<default>";

    /**
     * How long it may take to create the services, after that the methods with `@StartService`, and after them those with
     * `@StartedService`; `0` for as long as they do. If some have not ended by then, the start fails and the application ends
     * with exit code 1.
     */
    @WithDefault("10M")
    Duration startTimeout();

    /**
     * How long termination waits before it goes on without handlers that still run; `0` does not wait. The time begins with the
     * termination, after a `quarkus.shutdown.delay`, so that the methods with `@StoppingService` use some of it. Messages whose
     * handler was cut off are not acknowledged and will be delivered again. Kubernetes gives a container 30 seconds by default.
     * A live reload waits at most two seconds, here and for life-cycle methods.
     */
    @WithDefault("20S")
    Duration terminationGracePeriod();

    /**
     * How long the methods with `@StoppingService` may take before termination goes on without them.
     */
    @WithDefault("5S")
    Duration stoppingTimeout();

    /**
     * How long the methods with `@StopService` may take before termination goes on without them.
     */
    @WithDefault("5S")
    Duration stopTimeout();

    /**
     * Whether websocket messages are compressed for clients that offer it (`permessage-deflate`). It costs memory for
     * each connection, and a compressed frame of `quarkus.http.websocket-server.max-frame-size` may grow a thousandfold
     * before it can be refused, so switch it on only for clients that you know. Where `quarkus-websockets-next` is
     * present its own options decide.
     */
    @WithName("websocket.compression")
    @WithDefault("false")
    boolean websocketCompression();

    /**
     * How many bytes the data of a message may have that is compressed in its envelope, as `JsonEnvelope` and
     * `ProtobufEnvelope`
     * do with large data. It protects the memory from a small message that becomes a large one. JSON may have one value for
     * four of these bytes. What is larger is neither published nor read.
     */
    @WithName("messages.max-inflated-size")
    @WithDefault("16M")
    MemorySize maxInflatedSize();

    /**
     * The HTTP server.
     */
    @WithParentName
    HttpServerConfig httpServer();

    /**
     * The log.
     */
    @WithParentName
    LoggingConfig logging();

    /**
     * Settings for all services, and for each by its name.
     */
    @WithParentName
    @WithUnnamedKey(ALL_SERVICES)
    @WithDefaults
    @ConfigDocMapKey("service-name")
    Map<String, ServiceConfig> services();
}
