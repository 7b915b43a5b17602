package io.quarkiverse.tomodachi.it;

import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.smallrye.mutiny.Uni;

/** Puts the name of the handler on what it answers. */
public class Stamp implements HttpMiddleware {

    @Override
    public Uni<Object> handle(HttpCall call, Next next) {
        call.request().response().putHeader("X-Handler", call.handler());
        return next.proceed();
    }
}
