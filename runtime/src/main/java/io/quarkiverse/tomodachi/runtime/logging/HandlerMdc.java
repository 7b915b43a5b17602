package io.quarkiverse.tomodachi.runtime.logging;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.vertx.core.runtime.VertxMDC;
import io.vertx.core.impl.ContextInternal;

/**
 * The MDC of the Vert.x context that a handler is called on. It is filled when somebody looks into it, which is when something
 * is
 * logged; a call that logs nothing pays for one small object.
 */
final class HandlerMdc extends AbstractMap<String, Object> implements ConcurrentMap<String, Object> {

    /** Where {@link VertxMDC} keeps the map of a context. */
    private static final String KEY = VertxMDC.class.getName();

    private final Map<String, String> fields;
    private final Invocation invocation;
    private volatile ConcurrentMap<String, Object> map;

    private HandlerMdc(Map<String, String> fields, Invocation invocation) {
        this.fields = fields;
        this.invocation = invocation;
    }

    /** A handler with these fields is called on the context. What others have put into its MDC stays. */
    @SuppressWarnings("unchecked")
    static void enter(ContextInternal context, Map<String, String> fields, Invocation invocation) {
        Object other = context.localContextData().putIfAbsent(KEY, new HandlerMdc(fields, invocation));
        if (other != null) {
            put(fields, invocation, (Map<String, Object>) other);
        }
    }

    /** More is known of the occurrence than when the handler began. */
    @SuppressWarnings("unchecked")
    static void prepared(ContextInternal context, Invocation invocation) {
        Object current = context.localContextData().get(KEY);
        if (current instanceof HandlerMdc mdc && mdc.map == null && mdc.invocation == invocation) {
            return;
        }
        if (current != null) {
            invocation.logFields(((Map<String, Object>) current)::put);
        }
    }

    private static void put(Map<String, String> fields, Invocation invocation, Map<String, Object> map) {
        map.putAll(fields);
        invocation.logFields(map::put);
    }

    private ConcurrentMap<String, Object> map() {
        ConcurrentMap<String, Object> current = map;
        return current != null ? current : fill();
    }

    private synchronized ConcurrentMap<String, Object> fill() {
        if (map == null) {
            ConcurrentMap<String, Object> filled = new ConcurrentHashMap<>();
            put(fields, invocation, filled);
            map = filled;
        }
        return map;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return map().entrySet();
    }

    @Override
    public Object get(Object key) {
        return map().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return map().containsKey(key);
    }

    @Override
    public Object put(String key, Object value) {
        return map().put(key, value);
    }

    @Override
    public Object remove(Object key) {
        return map().remove(key);
    }

    @Override
    public Object putIfAbsent(String key, Object value) {
        return map().putIfAbsent(key, value);
    }

    @Override
    public boolean remove(Object key, Object value) {
        return map().remove(key, value);
    }

    @Override
    public boolean replace(String key, Object old, Object value) {
        return map().replace(key, old, value);
    }

    @Override
    public Object replace(String key, Object value) {
        return map().replace(key, value);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || map().equals(other);
    }

    @Override
    public int hashCode() {
        return map().hashCode();
    }
}
