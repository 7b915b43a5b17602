package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.List;

import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Close;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Item;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Literal;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Open;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Run;

/**
 * Matches expressions without {@code java.util.regex} where no character leaves a choice: what follows a run can begin with
 * none of the run's characters. Every run then ends where its characters end, in whichever way the expression looks for the
 * end, and the first variant that matches gives the groups that the expression gives.
 */
final class DirectMatcher {

    private static final int[] NO_BOUNDS = {};
    private static final String[] NO_VALUES = {};

    private final Item[][] variants;
    private final String[] endings;
    private final int groups;

    private DirectMatcher(List<Variant> variants, int groups) {
        this.variants = variants.stream().map(variant -> variant.items().toArray(Item[]::new)).toArray(Item[][]::new);
        this.endings = variants.stream().map(DirectMatcher::ending).toArray(String[]::new);
        this.groups = groups;
    }

    /** @return {@code null} if the variants leave a choice */
    static DirectMatcher of(List<Variant> variants, int groups) {
        for (Variant variant : variants) {
            for (int i = 0; i < variant.items().size(); i++) {
                Item item = variant.items().get(i);
                if (item instanceof Variant.Anything
                        || item instanceof Run run && !endsByItself(run, variant.items(), i + 1)) {
                    return null;
                }
            }
        }
        return new DirectMatcher(variants, groups);
    }

    private static boolean endsByItself(Run run, List<Item> items, int next) {
        if (!run.chars().isExact()) {
            return false;
        }
        CodePoints own = run.chars().possible();
        for (int i = next; i < items.size(); i++) {
            if (items.get(i) instanceof Literal literal) {
                return !own.contains(literal.text().codePointAt(0));
            }
            if (items.get(i) instanceof Run other) {
                if (own.overlaps(other.chars().possible())) {
                    return false;
                }
                if (other.min() > 0) {
                    return true;
                }
            }
        }
        return true;
    }

    private static String ending(Variant variant) {
        int size = variant.items().size();
        return size > 0 && variant.items().get(size - 1) instanceof Literal literal ? literal.text() : "";
    }

    /**
     * @param start where to begin
     * @return the values of the groups, {@code null} if the rest of the path does not match
     */
    String[] match(String path, int start) {
        int[] bounds = groups == 0 ? NO_BOUNDS : new int[2 * groups];
        for (int i = 0; i < variants.length; i++) {
            if (path.endsWith(endings[i]) && matches(variants[i], path, start, bounds)) {
                return values(variants[i], path, bounds);
            }
        }
        return null;
    }

    private static boolean matches(Item[] items, String path, int start, int[] bounds) {
        int at = start;
        for (Item item : items) {
            if (item instanceof Literal literal) {
                if (!path.startsWith(literal.text(), at)) {
                    return false;
                }
                at += literal.text().length();
            } else if (item instanceof Run run) {
                at = end(run, path, at);
                if (at < 0) {
                    return false;
                }
            } else if (item instanceof Open open) {
                bounds[2 * open.group()] = at;
            } else if (item instanceof Close close) {
                bounds[2 * close.group() + 1] = at;
            }
        }
        return at == path.length();
    }

    private static int end(Run run, String path, int start) {
        CodePoints set = run.chars().possible();
        int at = start;
        int count = 0;
        while (at < path.length() && count < run.max()) {
            int c = path.codePointAt(at);
            if (!set.contains(c)) {
                break;
            }
            at += Character.charCount(c);
            count++;
        }
        return count < run.min() ? -1 : at;
    }

    private String[] values(Item[] items, String path, int[] bounds) {
        if (groups == 0) {
            return NO_VALUES;
        }
        String[] values = new String[groups];
        for (Item item : items) {
            if (item instanceof Close close) {
                values[close.group()] = path.substring(bounds[2 * close.group()], bounds[2 * close.group() + 1]);
            }
        }
        return values;
    }
}
