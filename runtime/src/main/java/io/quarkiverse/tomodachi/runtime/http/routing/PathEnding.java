package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Choice;

/** The expression of a URL, or what is left of it after the plain text that it begins with. */
final class PathEnding {

    private final String java;
    private final List<String> groups;
    /** {@code null} if the structure is not known. */
    private final List<Variant> variants;
    /** {@code null} if only the expression can tell. */
    private final DirectMatcher direct;
    private final boolean choice;

    private PathEnding(String java, List<String> groups) {
        this.java = java;
        this.groups = List.copyOf(groups);
        Expression structure = ExpressionParser.parse(java);
        this.choice = structure == null || structure instanceof Choice;
        this.variants = structure == null ? null : Variant.of(structure);
        this.direct = variants == null ? null : DirectMatcher.of(variants, groups.size());
    }

    /** @throws PatternSyntaxException if a group has no usable name */
    static PathEnding parse(String source) {
        Translation translation = new Translation(source);
        translation.run();
        return new PathEnding(translation.java.toString(), translation.groups);
    }

    /** The name that a group has in {@link #java()}. */
    static String name(int index) {
        return "g" + index;
    }

    String java() {
        return java;
    }

    List<String> groups() {
        return groups;
    }

    List<Variant> variants() {
        return variants;
    }

    DirectMatcher direct() {
        return direct;
    }

    /** Whether there may be alternatives of the whole, so that what stands before belongs to the first of them only. */
    boolean isChoice() {
        return choice;
    }

    /** Rewrites the expression for Java: groups get names that Java allows. */
    private static final class Translation {

        private final String source;
        private final StringBuilder java = new StringBuilder();
        private final List<String> groups = new ArrayList<>();
        private int at;

        Translation(String source) {
            this.source = source;
        }

        void run() {
            int classDepth = 0;
            while (at < source.length()) {
                char c = source.charAt(at);
                if (c == '\\') {
                    escape(classDepth > 0);
                } else if (c == '[' && (classDepth > 0 || hasClassEnd())) {
                    classDepth++;
                    copy(1);
                } else if (c == ']' && classDepth > 0) {
                    classDepth--;
                    copy(1);
                } else if (classDepth == 0 && (source.startsWith("(?P<", at) || isNamedGroup())) {
                    group();
                } else if (classDepth == 0 && source.startsWith("(?P=", at)) {
                    reference(at + 4, ')');
                } else {
                    copy(1);
                }
            }
        }

        private boolean hasClassEnd() {
            return source.indexOf(']', at) > 0;
        }

        private boolean isNamedGroup() {
            return source.startsWith("(?<", at) && !source.startsWith("(?<=", at) && !source.startsWith("(?<!", at);
        }

        private void copy(int length) {
            java.append(source, at, at + length);
            at += length;
        }

        private void escape(boolean inClass) {
            if (source.startsWith("\\Q", at)) {
                int end = source.indexOf("\\E", at);
                copy(end < 0 ? source.length() - at : end + 2 - at);
            } else if (!inClass && source.startsWith("\\k<", at)) {
                reference(at + 3, '>');
            } else {
                copy(Math.min(2, source.length() - at));
            }
        }

        private void group() {
            int start = source.indexOf('<', at) + 1;
            String name = nameUntil(start, '>');
            if (groups.contains(name)) {
                throw new PatternSyntaxException("Named group '" + name + "' is defined twice", source, start);
            }
            java.append("(?<").append(name(groups.size())).append('>');
            groups.add(name);
            at = start + name.length() + 1;
        }

        private void reference(int start, char end) {
            String name = nameUntil(start, end);
            int index = groups.indexOf(name);
            if (index < 0) {
                throw new PatternSyntaxException("There is no group '" + name + "' to refer to", source, start);
            }
            java.append("\\k<").append(name(index)).append('>');
            at = start + name.length() + 1;
        }

        private String nameUntil(int start, char end) {
            int stop = source.indexOf(end, start);
            String name = stop < 0 ? "" : source.substring(start, stop);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new PatternSyntaxException("A group's name consists of letters, digits and underscores", source, start);
            }
            return name;
        }
    }
}
