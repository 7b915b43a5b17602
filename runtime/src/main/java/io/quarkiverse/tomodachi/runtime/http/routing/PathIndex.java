package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.tomodachi.runtime.http.routing.PathShape.Part;

/**
 * Finds the few of many patterns that can match a path, by the fixed text in them. What it costs depends on the path and not
 * on the number of patterns, as long as the patterns differ in fixed text.
 */
public final class PathIndex {

    private static final int[] NONE = {};

    private final Node root = new Node();
    private final Numbers anywhere = new Numbers();
    /** The candidates for paths that a pattern has as plain text. */
    private final Map<String, int[]> plain = new HashMap<>();

    public PathIndex(List<PathPattern> patterns) {
        Set<String> paths = new HashSet<>();
        for (int number = 0; number < patterns.size(); number++) {
            for (PathShape shape : patterns.get(number).shapes()) {
                add(shape, number);
                shape.plainPath().ifPresent(paths::add);
            }
        }
        paths.forEach(path -> plain.put(path, collect(path)));
    }

    private void add(PathShape shape, int number) {
        if (!shape.rooted()) {
            anywhere.add(number);
            return;
        }
        Node node = root;
        for (Part part : shape.segments()) {
            node = part.open() ? node.open().computeIfAbsent(part.prefix(), part.suffix(), Node::new)
                    : node.fixed().computeIfAbsent(part.prefix(), text -> new Node());
        }
        Part rest = shape.rest();
        (rest == null ? node.ends : node.rests().computeIfAbsent(rest.prefix(), rest.suffix(), Numbers::new)).add(number);
    }

    /** @return the numbers, ascending, of patterns that may match; every pattern that does match is among them */
    public int[] candidates(String path) {
        int[] known = plain.get(path);
        return known != null ? known : collect(path);
    }

    private int[] collect(String path) {
        Numbers found = new Numbers();
        found.addAll(anywhere);
        if (path.startsWith("/")) {
            collect(root, path, 1, found);
        }
        return found.ascending();
    }

    private static void collect(Node node, String path, int from, Numbers found) {
        if (node.rests != null) {
            node.rests.find(path, from, path.length(), found::addAll);
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        Node fixed = node.fixed == null ? null : node.fixed.get(path.substring(from, end));
        if (fixed != null) {
            enter(fixed, path, slash, found);
        }
        if (node.open != null) {
            node.open.find(path, from, end, next -> enter(next, path, slash, found));
        }
    }

    private static void enter(Node node, String path, int slash, Numbers found) {
        if (slash < 0) {
            found.addAll(node.ends);
        } else {
            collect(node, path, slash + 1, found);
        }
    }

    /** Where a number of segments leads. There are many of them, most with few of the parts. */
    private static final class Node {

        private Map<String, Node> fixed;
        private Affixes<Node> open;
        private Affixes<Numbers> rests;
        private final Numbers ends = new Numbers();

        Map<String, Node> fixed() {
            fixed = fixed == null ? new HashMap<>(4) : fixed;
            return fixed;
        }

        Affixes<Node> open() {
            open = open == null ? new Affixes<>() : open;
            return open;
        }

        Affixes<Numbers> rests() {
            rests = rests == null ? new Affixes<>() : rests;
            return rests;
        }
    }

    /** Numbers of patterns. */
    private static final class Numbers {

        private int[] values = NONE;
        private int size;

        void add(int number) {
            if (size > 0 && values[size - 1] == number) {
                return;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.max(2, size * 2));
            }
            values[size++] = number;
        }

        void addAll(Numbers others) {
            for (int i = 0; i < others.size; i++) {
                add(others.values[i]);
            }
        }

        int[] ascending() {
            int[] sorted = Arrays.copyOf(values, size);
            if (size > 1) {
                Arrays.sort(sorted);
                int kept = 1;
                for (int i = 1; i < size; i++) {
                    if (sorted[i] != sorted[i - 1]) {
                        sorted[kept++] = sorted[i];
                    }
                }
                return kept == size ? sorted : Arrays.copyOf(sorted, kept);
            }
            return sorted;
        }
    }
}
