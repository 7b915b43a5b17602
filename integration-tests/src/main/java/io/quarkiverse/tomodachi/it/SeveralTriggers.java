package io.quarkiverse.tomodachi.it;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;

/** Methods with more than one trigger. */
@TomodachiService("several-triggers")
public class SeveralTriggers {

    @Http.Get("/several/one")
    @Http.Get("/several/two")
    @Http.Post("/several/three")
    String answer() {
        return "the same";
    }
}
