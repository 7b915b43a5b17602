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

    public static CallbackAccess get() {
        return installed;
    }

    public abstract Function<String, ? extends Uni<?>> text(WebsocketCallbacks callbacks);

    public abstract Function<Buffer, ? extends Uni<?>> binary(WebsocketCallbacks callbacks);

    public abstract BiFunction<Integer, String, ? extends Uni<?>> close(WebsocketCallbacks callbacks);
}
