package io.quarkiverse.tomodachi.deployment.staticfiles;

import java.util.Set;

import io.quarkiverse.tomodachi.deployment.http.UnloggedStatuses;
import io.quarkiverse.tomodachi.deployment.http.UrlCheck;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.staticfiles.ResourceFolder;
import io.quarkiverse.tomodachi.runtime.staticfiles.StaticFilesDescription;

/** What {@code @HttpStatic} says. */
record StaticFilesTrigger(String path, String url, String index, String cacheControl, String charset, boolean hidden,
        boolean precompressed, Set<Integer> unlogged, boolean allowBacktracking) {

    private static final String FILE = "file:";

    static StaticFilesTrigger of(TriggerMethod method) {
        return new StaticFilesTrigger(method.value("path").asString(), method.value("url").asString(),
                method.value("index").asString(), method.value("cacheControl").asString(),
                method.value("charset").asString(), method.value("hidden").asBoolean(),
                method.value("precompressed").asBoolean(), UnloggedStatuses.of(method),
                method.value(UrlCheck.ALLOW_BACKTRACKING).asBoolean());
    }

    boolean isResource() {
        return path.startsWith(ResourceFolder.PREFIX);
    }

    /** The name that the folder has, or may have, among the resources; {@code null} if it can be none of them. */
    String resource() {
        if (ConfiguredText.isExpression(path) || path.startsWith("/") || path.startsWith(FILE)) {
            return null;
        }
        String name = isResource() ? path.substring(ResourceFolder.PREFIX.length()) : path;
        name = name.replaceFirst("^(\\./)?/*", "").replaceFirst("/+$", "");
        return name.isBlank() || name.equals(".") || name.matches("(.*/)?\\.\\.(/.*)?") || name.contains("\\") ? null : name;
    }

    StaticFilesDescription describe(String service, ResourceFolder resources) {
        return new StaticFilesDescription(service, path, url, index, cacheControl, charset, hidden, precompressed, unlogged,
                resources,
                allowBacktracking);
    }
}
