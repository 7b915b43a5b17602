package io.quarkiverse.tomodachi.runtime.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.http.routing.HttpRouteTable.Match;

/** The route table against a search through all routes, one after the other. */
class HttpRouteTableTest {

    private static final String[] METHODS = { "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PURGE" };
    private static final Map<String, Pattern> EXPRESSIONS = new HashMap<>();

    @Test
    void findsWhatASearchThroughAllRoutesFinds() {
        int hits = 0;
        int refusals = 0;
        int direct = 0;
        int patterns = 0;
        int costly = 0;
        for (long seed = 0; seed < 400; seed++) {
            RandomPatterns random = new RandomPatterns(seed);
            List<HttpRoute> routes = routes(random, 1 + random.below(25));
            HttpRouteTable table = new HttpRouteTable(routes);
            patterns += routes.size();
            direct += routes.stream().filter(route -> route.pattern().isDirect()).count();
            for (int i = 0; i < 60; i++) {
                String path = random.path(routes.get(random.below(routes.size())).id());
                String method = random.pick(METHODS);
                Match expected;
                try {
                    expected = search(routes, method, path);
                } catch (MatchingSteps.Exhausted e) {
                    // what the grammar makes can go on for hours
                    continue;
                }
                Match found;
                try {
                    found = table.find(method, path, null);
                } catch (PathTooCostlyException e) {
                    costly++;
                    continue;
                }
                String what = "seed " + seed + ": " + method + " '" + path + "' in "
                        + routes.stream().map(route -> route.methods() + " " + route.id()).toList();
                assertThat(found.route()).as(what).isSameAs(expected.route());
                assertThat(found.groups()).as(what).isEqualTo(expected.groups());
                assertThat(List.copyOf(found.allowed())).as(what).isEqualTo(List.copyOf(expected.allowed()));
                hits += found.route() != null ? 1 : 0;
                refusals += found.allowed().isEmpty() ? 0 : 1;
            }
        }
        assertThat(costly).as("given up earlier, because groups count").isLessThan(10);
        assertThat(hits).as("matches").isGreaterThan(1_000);
        assertThat(refusals).as("wrong methods").isGreaterThan(1_000);
        assertThat(direct).as("patterns matched directly, of " + patterns).isGreaterThan(patterns / 4);
    }

    private static List<HttpRoute> routes(RandomPatterns random, int count) {
        List<HttpRoute> routes = new ArrayList<>();
        while (routes.size() < count) {
            String url = random.pattern();
            Set<String> methods = new LinkedHashSet<>();
            for (int i = random.below(3); i >= 0; i--) {
                methods.add(random.below(12) == 0 ? "*" : random.pick(METHODS));
            }
            try {
                routes.add(route(url, methods));
            } catch (PatternSyntaxException e) {
                // the grammar makes what is no expression, too
            }
        }
        return routes;
    }

    static HttpRoute route(String url, Set<String> methods) {
        return new HttpRoute(url, null, methods, url, PathPattern.parse(url), Set.of(), false, false, false, null, false, null);
    }

    private static Match search(List<HttpRoute> routes, String method, String path) {
        Set<String> allowed = new TreeSet<>();
        for (HttpRoute route : routes) {
            String[] groups = match(route.pattern(), path);
            if (groups == null) {
                continue;
            }
            if (route.methods().contains(method) || route.methods().contains("*")
                    || method.equals("HEAD") && route.methods().contains("GET")) {
                return new Match(route, groups, Set.of());
            }
            allowed.addAll(route.methods());
            if (route.methods().contains("GET")) {
                allowed.add("HEAD");
            }
        }
        return new Match(null, null, allowed);
    }

    private static String[] match(PathPattern pattern, String path) {
        Matcher matcher = EXPRESSIONS.computeIfAbsent(pattern.toString(), Pattern::compile)
                .matcher(new MatchingSteps().count(path));
        if (!matcher.matches()) {
            return null;
        }
        return IntStream.range(0, pattern.groups().size()).mapToObj(i -> matcher.group("g" + i)).toArray(String[]::new);
    }
}
