package io.quarkiverse.tomodachi.runtime.http;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter.Shape;
import io.quarkiverse.tomodachi.runtime.http.argument.PathGroupArgument;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPatterns;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Reads URLs at start, so that all mistakes in what is configured are told together. */
public final class ConfiguredUrls {

    private final PathPatterns patterns = new PathPatterns();
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * @param owner whose URL it is, for messages
     * @return {@code null} if there is a problem with it, which is told at the end
     */
    public PathPattern read(String url, boolean allowBacktracking, String owner) {
        return attempt(() -> patterns.atStart(url, allowBacktracking, owner));
    }

    /**
     * The URL of a handler, whose parameters have to find their groups in it.
     *
     * @param annotation that of the handler
     * @return {@code null} if there is a problem with it, which is told at the end
     */
    public PathPattern read(String url, boolean allowBacktracking, String annotation, HandlerDescription handler) {
        String owner = annotation + " method " + handler.id();
        PathPattern pattern = read(url, allowBacktracking, owner);
        if (pattern != null && ConfiguredText.isExpression(url)) {
            for (ArgumentResolver<?> argument : handler.arguments()) {
                if (argument instanceof PathGroupArgument group && isNeeded(group.converter())
                        && !pattern.groups().contains(group.name())) {
                    problems.add(owner + " has the URL '" + url + "', configured as '" + ConfiguredText.expand(url)
                            + "', which has no group for its parameter '" + group.name() + "'; add (?<" + group.name()
                            + ">…), or give the parameter a @DefaultValue");
                }
            }
        }
        return pattern;
    }

    private static boolean isNeeded(TextConverter converter) {
        return converter.defaultText() == null && converter.shape() != Shape.OPTIONAL;
    }

    /** @return what is read, {@code null} if that fails, which is told at the end */
    public <T> T attempt(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return null;
        }
    }

    /** @throws IllegalArgumentException if there were problems, one per line */
    public void check() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
