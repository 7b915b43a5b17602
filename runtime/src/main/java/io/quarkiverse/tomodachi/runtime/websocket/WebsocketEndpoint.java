package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.config.WebsocketConfig;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.http.routing.RequestPath;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.runtime.websocket.handshake.OriginPolicy;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;

/**
 * A websocket handler that connections can be made to.
 *
 * @param service whose handler it is
 * @param description the handler as built
 * @param origins who may connect from a browser
 * @param invoker calls the handler
 * @param callbacks runs callbacks as the handler itself is run
 * @param messageLimit the number of bytes that a message of the client may have
 */
public record WebsocketEndpoint(Service service, WebsocketDescription description, PathPattern pattern, WebsocketConfig config,
        OriginPolicy origins, HandlerInvoker invoker, HandlerInvoker callbacks, JsonMessages json, int messageLimit) {

    public String id() {
        return description.handler().id();
    }

    /** The groups that took part in the match. */
    public Map<String, String> named(String[] values) {
        List<String> names = pattern.groups();
        Map<String, String> groups = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                groups.put(names.get(i), RequestPath.decodeGroup(values[i]));
            }
        }
        return Map.copyOf(groups);
    }
}
