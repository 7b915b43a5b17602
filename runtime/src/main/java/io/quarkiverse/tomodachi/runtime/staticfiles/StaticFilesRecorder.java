package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

@Recorder
public class StaticFilesRecorder {

    public Handler<RoutingContext> handler(List<StaticFilesDescription> descriptions, String rootPath) {
        List<StaticFolder> folders = new ArrayList<>();
        for (StaticFilesDescription description : descriptions) {
            Path folder = Path.of(ConfiguredText.expand(description.path())).toAbsolutePath().normalize();
            if (folder.getParent() == null) {
                throw new IllegalArgumentException(
                        "@HttpStatic path '" + description.path() + "' is the root of the file system; name a folder");
            }
            folders.add(new StaticFolder(folder, PathPattern.parse(ConfiguredText.expand(description.url()))));
        }
        return new StaticFilesHandler(folders, rootPath);
    }
}
