package io.quarkiverse.tomodachi.runtime.websocket;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/** Switches compression of websocket messages on or off, which is a property of the server. */
@Singleton
public class WebsocketCompression implements HttpServerOptionsCustomizer {

    private final boolean enabled;

    WebsocketCompression(TomodachiConfig config) {
        this.enabled = config.websocketCompression();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        customize(options);
    }

    private void customize(HttpServerOptions options) {
        options.setPerMessageWebSocketCompressionSupported(enabled);
        // a draft that never became a standard
        options.setPerFrameWebSocketCompressionSupported(false);
    }
}
