package io.quarkiverse.tomodachi.runtime.middleware;

import java.util.Map;
import java.util.Set;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.ServiceContext;

/** The call of a transport that has more to tell. */
public abstract class DelegatingCall implements HandlerCall {

    private final HandlerCall common;

    protected DelegatingCall(HandlerCall common) {
        this.common = common;
    }

    @Override
    public final String handler() {
        return common.handler();
    }

    @Override
    public final ServiceContext service() {
        return common.service();
    }

    @Override
    public final Map<String, Object> attributes() {
        return common.attributes();
    }

    @Override
    public final Set<String> arguments() {
        return common.arguments();
    }

    @Override
    public final void argument(String name, Object value) {
        common.argument(name, value);
    }
}
