package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.function.BiFunction;
import java.util.function.Function;

import io.quarkiverse.tomodachi.WebsocketCallbacks;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Lets connections read the callbacks, which are nothing that applications should call themselves. Each is {@code null} where
 * there is none.
 */
public abstract class CallbackAccess {

    private static volatile CallbackAccess installed;

    /** Called by the class of the callbacks, before there is an object of it. */
    public static void install(CallbackAccess access) {
        installed = access;
    }

    static CallbackAccess get() {
        return installed;
    }

    protected abstract Function<String, ? extends Uni<?>> text(WebsocketCallbacks callbacks);

    protected abstract Function<Buffer, ? extends Uni<?>> binary(WebsocketCallbacks callbacks);

    protected abstract BiFunction<Integer, String, ? extends Uni<?>> close(WebsocketCallbacks callbacks);
}
