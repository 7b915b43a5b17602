package io.quarkiverse.tomodachi.it;

import java.util.Map;

import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;

/** Tells the steps of the life cycle, and ends it. */
@TomodachiService("steps")
public class Steps {

    private static final Logger LOG = Logger.getLogger(Steps.class);

    @Inject
    Tomodachi tomodachi;

    @StartService
    void start() {
        LOG.info("step start");
    }

    @StartedService
    Uni<Void> started() {
        return Uni.createFrom().voidItem().invoke(() -> LOG.info("step started"));
    }

    @StoppingService
    void stopping() {
        LOG.info("step stopping");
    }

    @StopService
    void stop() {
        LOG.info("step stop");
    }

    @Http.Get("/context")
    Map<String, Object> context() {
        return tomodachi.executionContext();
    }

    @Http.Post("/exit/(?<code>[0-9]+)")
    void exit(int code) {
        tomodachi.exit(code);
    }
}
