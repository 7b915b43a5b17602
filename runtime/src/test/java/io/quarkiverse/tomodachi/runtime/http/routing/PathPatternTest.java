package io.quarkiverse.tomodachi.runtime.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;

import org.junit.jupiter.api.Test;

class PathPatternTest {

    @Test
    void acceptsPythonAndJavaGroups() {
        PathPattern pattern = PathPattern.parse("/(?P<first_name>[a-z]+)/(?<id>\\d+)");

        assertThat(pattern.groups()).containsExactly("first_name", "id");
        assertThat(pattern.match("/anna/7")).containsExactly("anna", "7");
        assertThat(pattern.match("/anna/7/")).isNull();
    }

    @Test
    void matchesTheWholePathWithOrWithoutAnchors() {
        for (String url : new String[] { "/a|/b", "^/a|/b$", "^(?:/a|/b)$" }) {
            assertThat(PathPattern.parse(url).match("/a")).as(url).isNotNull();
            assertThat(PathPattern.parse(url).match("/b")).as(url).isNotNull();
            assertThat(PathPattern.parse(url).match("/ab")).as(url).isNull();
        }
        assertThat(PathPattern.parse("/cost\\$").match("/cost$")).isNotNull();
        assertThat(PathPattern.parse("/cost\\\\$").match("/cost\\")).isNotNull();
    }

    @Test
    void givesNullForGroupsThatTookNoPart() {
        assertThat(PathPattern.parse("/a(?:/(?<rest>.+))?").match("/a")).containsExactly((String) null);
    }

    @Test
    void leavesEscapesClassesAndLookbehindsAlone() {
        assertThat(PathPattern.parse("/\\(?<").groups()).isEmpty();
        assertThat(PathPattern.parse("/[(?<x>]+").match("/(?<x>")).isNotNull();
        assertThat(PathPattern.parse("/\\Q(?<x>\\E").match("/(?<x>")).isNotNull();
        assertThat(PathPattern.parse("/a(?<=a)b(?<!a)").match("/ab")).isNotNull();
    }

    @Test
    void understandsReferencesToGroups() {
        assertThat(PathPattern.parse("/(?P<a_b>.)(?P=a_b)").match("/xx")).containsExactly("x");
        assertThat(PathPattern.parse("/(?<a>.)\\k<a>").match("/xy")).isNull();
    }

    @Test
    void refusesWhatIsNoExpression() {
        for (String url : new String[] { "/[", "/(", "/(?<a>x)(?<a>y)", "/(?<1a>x)", "/(?P=b)", "/*?+", "/(?<" }) {
            assertThatThrownBy(() -> PathPattern.parse(url)).as(url).isInstanceOf(PatternSyntaxException.class);
        }
    }

    @Test
    void decodesPathsOnceAndKeepsEncodedSlashes() {
        assertThat(RequestPath.decode("/a%20b/%C3%A5/%2f%25")).isEqualTo("/a b/å/%2F%25");
        assertThat(RequestPath.decodeGroup("%2F%25")).isEqualTo("/%");
        assertThat(RequestPath.decodeGroup("%252F")).isEqualTo("%2F");
        assertThatThrownBy(() -> RequestPath.decode("/%")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RequestPath.decode("/%ff")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheRootPathAway() {
        assertThat(HttpPaths.below("/", "/a")).isEqualTo("/a");
        assertThat(HttpPaths.below("/api/", "/api/a")).isEqualTo("/a");
        assertThat(HttpPaths.below("/api", "/api")).isEqualTo("/");
    }
}
