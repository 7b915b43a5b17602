package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a file below a folder, in parts. No part leads anywhere but down.
 *
 * @param parts none for the folder itself
 * @param directory whether the name ends with a slash, or is empty
 */
record FileName(List<String> parts, boolean directory) {

    private static final String WELL_KNOWN = ".well-known";

    /**
     * A slash or percent sign is still encoded in the text. An encoded slash is refused: path policies do not see it.
     *
     * @return {@code null} if no file can have that name
     */
    static FileName parse(String text) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int slash = text.indexOf('/', at);
            String part = text.substring(at, slash < 0 ? text.length() : slash);
            at = slash < 0 ? text.length() : slash + 1;
            if (part.isEmpty() && parts.isEmpty()) {
                continue;
            }
            if (!isName(part)) {
                return null;
            }
            parts.add(part.replace("%25", "%"));
        }
        return new FileName(List.copyOf(parts), parts.isEmpty() || text.endsWith("/"));
    }

    private static boolean isName(String part) {
        return !part.isEmpty() && !part.equals(".") && !part.equals("..") && !part.contains("%2F")
                && part.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
    }

    FileName resolve(String name) {
        List<String> longer = new ArrayList<>(parts);
        longer.add(name);
        return new FileName(List.copyOf(longer), false);
    }

    FileName withSuffix(String suffix) {
        List<String> changed = new ArrayList<>(parts);
        changed.set(changed.size() - 1, last() + suffix);
        return new FileName(List.copyOf(changed), false);
    }

    String last() {
        return parts.get(parts.size() - 1);
    }

    boolean isHidden() {
        return isHidden(parts);
    }

    static boolean isHidden(Iterable<?> parts) {
        for (Object part : parts) {
            String text = part.toString();
            if (text.startsWith(".") && !text.equals(WELL_KNOWN)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }
}
