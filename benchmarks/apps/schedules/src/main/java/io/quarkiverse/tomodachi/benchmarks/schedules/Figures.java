package io.quarkiverse.tomodachi.benchmarks.schedules;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.benchmarks.payload.Lateness;

@TomodachiService
public class Figures {

    @Http.Get("/lateness")
    String lateness() {
        return Lateness.report();
    }
}
