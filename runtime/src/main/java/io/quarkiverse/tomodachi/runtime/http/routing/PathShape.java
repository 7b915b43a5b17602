package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Anything;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Item;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Literal;
import io.quarkiverse.tomodachi.runtime.http.routing.Variant.Run;

/**
 * What the paths of a variant have in common, segment by segment. More paths may have the shape than the variant matches, but
 * none fewer.
 *
 * @param segments what stands between slashes, after the first one
 * @param rest what follows the segments, over any number of slashes; {@code null} if nothing does
 * @param rooted whether the paths begin with a slash; if not there is only a rest
 */
record PathShape(List<Part> segments, Part rest, boolean rooted) {

    /** @param open whether there may be text between prefix and suffix; if not the suffix is empty */
    record Part(String prefix, boolean open, String suffix) {
    }

    static final PathShape ANY = new PathShape(List.of(), new Part("", true, ""), false);

    /** The only path of this shape, if there is but one. */
    Optional<String> plainPath() {
        if (rest != null || segments.stream().anyMatch(Part::open)) {
            return Optional.empty();
        }
        return Optional.of(segments.stream().map(Part::prefix).collect(Collectors.joining("/", "/", "")));
    }

    /** @param beginning text before the variant */
    static PathShape of(String beginning, Variant variant) {
        List<Item> items = new ArrayList<>(variant.items().size() + 1);
        if (!beginning.isEmpty()) {
            items.add(new Literal(beginning));
        }
        for (Item item : variant.items()) {
            if (item instanceof Literal || item instanceof Run || item instanceof Anything) {
                items.add(item);
            }
        }
        boolean rooted = !items.isEmpty() && items.get(0) instanceof Literal first && first.text().startsWith("/");
        return rooted ? new Reader(items).read() : ANY;
    }

    /** Cuts a variant into segments. */
    private static final class Reader {

        private final List<Item> items;
        private final List<Part> segments = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private String prefix;

        Reader(List<Item> items) {
            this.items = items;
        }

        PathShape read() {
            boolean first = true;
            for (Item item : items) {
                if (item instanceof Literal literal) {
                    literal(first ? literal.text().substring(1) : literal.text());
                } else if (item instanceof Run run && !run.takesSlash()) {
                    prefix = prefix == null ? text.toString() : prefix;
                    text.setLength(0);
                } else {
                    return new PathShape(segments, new Part(prefix == null ? text.toString() : prefix, true, ending()), true);
                }
                first = false;
            }
            close();
            return new PathShape(segments, null, true);
        }

        private void literal(String literal) {
            int start = 0;
            for (int slash = literal.indexOf('/'); slash >= 0; slash = literal.indexOf('/', start)) {
                text.append(literal, start, slash);
                close();
                start = slash + 1;
            }
            text.append(literal, start, literal.length());
        }

        private void close() {
            segments.add(prefix == null ? new Part(text.toString(), false, "") : new Part(prefix, true, text.toString()));
            prefix = null;
            text.setLength(0);
        }

        private String ending() {
            return items.get(items.size() - 1) instanceof Literal literal ? literal.text() : "";
        }
    }
}
