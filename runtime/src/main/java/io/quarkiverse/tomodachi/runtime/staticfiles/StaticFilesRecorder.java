package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.ConfiguredUrls;
import io.quarkiverse.tomodachi.runtime.http.HttpHandlers;
import io.quarkiverse.tomodachi.runtime.http.HttpTransport;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

@Recorder
public class StaticFilesRecorder {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");
    private static final String FILE = "file:";

    public RuntimeValue<StaticFilesHandler> handler(List<StaticFilesDescription> descriptions, String rootPath,
            RuntimeValue<HttpHandlers> http) {
        ConfiguredUrls urls = new ConfiguredUrls();
        ServiceRegistry services = Arc.container().instance(ServiceRegistry.class).get();
        List<StaticSite> sites = new ArrayList<>();
        for (StaticFilesDescription description : descriptions) {
            PathPattern pattern = urls.read(description.url(), description.allowBacktracking(),
                    "@HttpStatic path '" + description.path() + "'");
            List<Folder> folders = urls.attempt(() -> folders(description));
            String cacheControl = urls.attempt(() -> ConfiguredText.expand(description.cacheControl()));
            if (pattern != null && folders != null && cacheControl != null) {
                sites.add(new StaticSite(services.get(description.service()), folders, pattern, description, cacheControl));
            }
        }
        urls.check();
        Arc.container().instance(HttpTransport.class).get().know(descriptions.stream()
                .map(site -> new HandlerInfo(site.service(), site.service(), "static-files",
                        "GET " + ConfiguredText.expand(site.url()) + " from " + ConfiguredText.expand(site.path())))
                .toList());
        return new RuntimeValue<>(new StaticFilesHandler(sites, rootPath, http.getValue()));
    }

    public Handler<RoutingContext> files(RuntimeValue<StaticFilesHandler> handler) {
        return handler.getValue();
    }

    public Handler<RoutingContext> unmatched(RuntimeValue<StaticFilesHandler> handler) {
        return handler.getValue()::unmatched;
    }

    private static List<Folder> folders(StaticFilesDescription description) {
        String path = ConfiguredText.expand(description.path());
        ResourceFolder resources = description.resources();
        if (path.startsWith(ResourceFolder.PREFIX)) {
            if (resources.name() == null) {
                throw new IllegalArgumentException("@HttpStatic path '" + description.path() + "' is configured as '" + path
                        + "'; resources are collected when the application is built, so write it in the annotation");
            }
            return resources(resources, description.hidden());
        }
        boolean explicit = path.startsWith(FILE);
        String name = explicit ? path.substring(FILE.length()) : path;
        Path folder = Path.of(name).toAbsolutePath().normalize();
        if (name.isBlank() || folder.getParent() == null) {
            throw new IllegalArgumentException("@HttpStatic path '" + description.path() + "' is "
                    + (name.isBlank() ? "empty" : "the root of the file system") + "; name a folder");
        }
        if (!Files.isDirectory(folder)) {
            if (!explicit && resources.exists()) {
                return resources(resources, description.hidden());
            }
            LOG.warnf("There is no folder %s for @HttpStatic path '%s' yet; its files are found when it is there", folder,
                    description.path());
        }
        return List.of(new DiskFolder(folder, description.hidden()));
    }

    private static List<Folder> resources(ResourceFolder resources, boolean hidden) {
        List<Folder> folders = new ArrayList<>();
        for (String directory : resources.directories()) {
            folders.add(new DiskFolder(Path.of(directory), hidden));
        }
        if (!resources.files().isEmpty()) {
            folders.add(new PackagedFolder(Thread.currentThread().getContextClassLoader(), resources.name(),
                    resources.files(), Instant.now()));
        }
        return folders;
    }
}
