package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.util.List;
import java.util.Set;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.file.ContentTypes;
import io.quarkiverse.tomodachi.runtime.http.file.FileSource;
import io.quarkiverse.tomodachi.runtime.http.routing.MatchingSteps;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;

/** Files and where they appear. */
final class StaticSite {

    static final String FILENAME = "filename";

    private final List<Folder> folders;
    private final PathPattern url;
    private final int group;
    private final StaticFilesDescription options;
    private final String pattern;
    private final String cacheControl;
    private final Service service;

    /** @param folders where files are looked for, the first one that has the file wins */
    StaticSite(Service service, List<Folder> folders, PathPattern url, StaticFilesDescription options, String cacheControl) {
        this.folders = List.copyOf(folders);
        this.url = url;
        this.group = url.groups().indexOf(FILENAME);
        this.options = options;
        this.pattern = ConfiguredText.expand(options.url());
        this.cacheControl = cacheControl;
        this.service = service;
    }

    Service service() {
        return service;
    }

    /** The pattern of its URLs. */
    String pattern() {
        return pattern;
    }

    Set<Integer> unlogged() {
        return options.unlogged();
    }

    /** @return the value of {@code Cache-Control}, empty for none */
    String cacheControl() {
        return cacheControl;
    }

    /**
     * Whether the path is one of this site's. Does not block.
     *
     * @param steps what the request has used before
     */
    boolean covers(String path, MatchingSteps steps) {
        return name(path, steps) != null || hasIndex() && name(path + "/", steps) != null;
    }

    /**
     * Blocks.
     *
     * @param accepted the encodings that the client takes
     * @param steps what the request has used before
     * @return {@code null} if the path stands for nothing
     */
    StaticAnswer find(String path, List<ContentEncoding> accepted, MatchingSteps steps) {
        FileName name = name(path, steps);
        if (name != null && name.directory() && path.endsWith("/")) {
            return index(name, accepted);
        }
        StaticAnswer answer = name == null || name.directory() ? null : file(name, accepted);
        return answer == null && hasIndex() ? withoutSlash(path, steps) : answer;
    }

    private boolean hasIndex() {
        return !options.index().isEmpty();
    }

    private StaticAnswer index(FileName name, List<ContentEncoding> accepted) {
        return hasIndex() ? file(name.resolve(options.index()), accepted) : null;
    }

    private StaticAnswer withoutSlash(String path, MatchingSteps steps) {
        FileName directory = name(path + "/", steps);
        boolean found = directory != null && directory.directory()
                && folders.stream().anyMatch(folder -> folder.isDirectory(directory)) && index(directory, List.of()) != null;
        return found ? new StaticAnswer(this, null, null, false) : null;
    }

    private FileName name(String path, MatchingSteps steps) {
        String[] values = group >= 0 ? url.match(path, steps) : url.matchPrefix(path, steps);
        String text = values == null ? null : values[group >= 0 ? group : values.length - 1];
        FileName name = text == null ? null : FileName.parse(text);
        return name == null || name.isHidden() && !options.hidden() ? null : name;
    }

    private StaticAnswer file(FileName name, List<ContentEncoding> accepted) {
        String contentType = ContentTypes.of(name.last(), options.charset());
        for (Folder folder : folders) {
            FileSource file = folder.find(name, contentType);
            if (file != null) {
                return options.precompressed() ? negotiate(folder, name, file, accepted)
                        : new StaticAnswer(this, file, null, false);
            }
        }
        return null;
    }

    private StaticAnswer negotiate(Folder folder, FileName name, FileSource file, List<ContentEncoding> accepted) {
        for (ContentEncoding encoding : accepted) {
            FileSource encoded = folder.find(name.withSuffix(encoding.suffix), file.contentType());
            if (encoded != null) {
                return new StaticAnswer(this, encoded, encoding, true);
            }
        }
        boolean negotiated = false;
        for (ContentEncoding encoding : ContentEncoding.values()) {
            negotiated |= folder.find(name.withSuffix(encoding.suffix), file.contentType()) != null;
        }
        return new StaticAnswer(this, file, null, negotiated);
    }
}
