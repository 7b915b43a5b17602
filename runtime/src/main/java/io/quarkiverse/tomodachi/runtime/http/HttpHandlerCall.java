package io.quarkiverse.tomodachi.runtime.http;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.runtime.http.argument.ClientAddressArgument;
import io.quarkiverse.tomodachi.runtime.middleware.DelegatingCall;
import io.vertx.ext.web.RoutingContext;

/** What middleware sees of a request. */
final class HttpHandlerCall extends DelegatingCall implements HttpCall {

    private final HttpInvocation invocation;

    HttpHandlerCall(HandlerCall common, HttpInvocation invocation) {
        super(common);
        this.invocation = invocation;
    }

    @Override
    public RoutingContext request() {
        return invocation.routing();
    }

    @Override
    public Map<String, String> pathGroups() {
        return invocation.namedGroups();
    }

    @Override
    public Optional<InetAddress> clientAddress() {
        return Optional.ofNullable((InetAddress) new ClientAddressArgument(false).resolve(invocation));
    }

    @Override
    public OptionalInt errorStatus() {
        return invocation instanceof HttpErrorInvocation error ? OptionalInt.of(error.status()) : OptionalInt.empty();
    }

    @Override
    public Optional<Throwable> failure() {
        return invocation instanceof HttpErrorInvocation error ? Optional.of(error.failure()) : Optional.empty();
    }
}
