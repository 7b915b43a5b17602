package io.quarkiverse.tomodachi.runtime.http;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Tells what handlers of HTTP listen on. */
final class HttpHandlerInfos {

    private static final String ANY = "*";

    private HttpHandlerInfos() {
    }

    static List<HandlerInfo> of(List<HttpRouteDescription> routes, List<HttpErrorDescription> errors) {
        List<HandlerInfo> infos = new ArrayList<>();
        for (HttpRouteDescription route : routes) {
            String methods = route.methods().contains(ANY) ? "any method" : String.join("|", route.methods());
            infos.add(info(route.handler(), methods + " " + ConfiguredText.expand(route.url())));
        }
        for (HttpErrorDescription error : errors) {
            infos.add(info(error.handler(), "status " + error.status()
                    + (error.failure() == Throwable.class ? "" : " of " + error.failure().getName())));
        }
        return infos;
    }

    private static HandlerInfo info(HandlerDescription handler, String listensOn) {
        return new HandlerInfo(handler.service(), handler.id(), handler.transport(), listensOn);
    }
}
