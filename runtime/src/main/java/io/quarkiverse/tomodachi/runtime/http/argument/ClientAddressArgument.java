package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.http.address.ClientAddresses;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkus.arc.Arc;
import io.vertx.core.http.HttpServerRequest;

/**
 * Gives the address of the client.
 *
 * @param text whether as text
 */
public record ClientAddressArgument(boolean text) implements ArgumentResolver<HttpInvocation> {

    @Override
    public Object resolve(HttpInvocation invocation) {
        ClientAddresses addresses = Arc.container().instance(ClientAddresses.class).get();
        HttpServerRequest request = invocation.routing().request();
        return text ? addresses.text(request) : addresses.address(request);
    }
}
