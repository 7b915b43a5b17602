package io.quarkiverse.tomodachi.deployment.staticfiles;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;

/** Serves files that are changed while it runs. */
@TomodachiService("site")
public class StaticFilesReloadService {

    @HttpStatic(path = "classpath:web", url = "/web/")
    void files() {
    }
}
