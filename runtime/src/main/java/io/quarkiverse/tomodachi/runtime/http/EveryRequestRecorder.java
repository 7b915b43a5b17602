package io.quarkiverse.tomodachi.runtime.http;

import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkus.runtime.annotations.Recorder;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

@Recorder
public class EveryRequestRecorder {

    public Function<Router, Route> route(int order) {
        return router -> router.route().order(order);
    }

    public Function<Router, Route> route(int order, Consumer<Route> customizer) {
        return router -> {
            Route route = router.route().order(order);
            customizer.accept(route);
            return route;
        };
    }
}
