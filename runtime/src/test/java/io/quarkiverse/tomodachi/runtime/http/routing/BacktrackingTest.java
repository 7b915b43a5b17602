package io.quarkiverse.tomodachi.runtime.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BacktrackingTest {

    @ParameterizedTest
    @ValueSource(strings = { "/(a+)+", "/(a*)*b", "/(?:a|a)*", "/(?:a|aa)+x", "/(?:[a-z]+\\d*)+!", "/(?:[^/]+/?)*", "/(?:.*)*x",
            "/(?<id>(?:\\w+\\s?)*)x", "/(?:a?b?)*c", "/(?:x(?:a*|b*))*y", "/(?:a{1,9}){1,9}", "/(?:(?:a+)?)+b", "/(.*a){20}",
            "/(?=(?:a+)+b).*", "/(?:\\p{L}+|[a-z]+)*!", "/(?>(?:a+)+b)" })
    void findsWhatCanTakeExponentialTime(String url) {
        assertThat(PathPattern.parse(url).hostility()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/a/?", "/resource/(?<id>[^/]+?)/?", "/(?<path>.*)/x/(?<id>.+?)/?", "/(?:/[^/]+)*",
            "/(?:[^/]+/)*(?<name>[^/]+)", "/(?:a|b)*c", "/\\d{1,3}(?:\\.\\d{1,3}){3}",
            "/(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-.+)",
            "/(?:[a-z]{1,20}-){1,20}", "/(?:\\d{5}){6}", "/.*.*x", "/(?:[^/]++)*", "/(?<n>[^/]+)\\.json", "/(?:ab+)*",
            "/a(?!b).*" })
    void letsSensibleExpressionsPass(String url) {
        assertThat(PathPattern.parse(url).hostility()).isEmpty();
    }

    @Test
    void saysWhatSetsItOff() {
        assertThat(PathPattern.parse("/x(?:ab|[a-z]b)*").hostility().orElseThrow())
                .contains("begins with '/xab").contains("repeating 'ba");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/.*.*.*.*.*x", "/(?:.*a){20}x", "/(?:a*|b*){30}c" })
    void givesUpAfterALimitedNumberOfSteps(String url) {
        PathPattern pattern = PathPattern.parse(url);
        assertThatThrownBy(() -> pattern.match("/" + "a".repeat(4000))).isInstanceOf(PathTooCostlyException.class);
    }

    /** Groups that take nothing look at no character by themselves; what stands between # is repeated. */
    @ParameterizedTest
    @ValueSource(strings = { "/a+#(?:a*|b*)#\\bc", "/a+#(?:(?:a*|b*)(?!c))#c", "/a+#(?:a*+|b*+)#c", "#(?:|)#x",
            "/a+#(?:$|^|)#c", "/a+#(?:(?=x|)|)#c", "/a+(?<id>)#(?:\\k<id>|)#c", "/a+#(?i:|)#\\bc", "/a+(?:#(?:|)#)*c" })
    void countsWhatTakesNothing(String url) {
        String[] parts = url.split("#");
        PathPattern pattern = PathPattern.parse(parts[0] + parts[1].repeat(40) + parts[2]);
        String path = "/" + "a".repeat(20);
        MatchingSteps steps = new MatchingSteps();
        assertThatThrownBy(() -> pattern.match(path)).isInstanceOf(PathTooCostlyException.class);
        assertThatThrownBy(() -> pattern.matchPrefix(path, steps)).isInstanceOf(PathTooCostlyException.class);
    }

    @ParameterizedTest
    @CsvSource({ "/[(]a(b|c), /(ac", "/[]a(](b), /(b", "/[^]a(](b), /xb", "/[a[(]](b), /(b", "/\\Q(\\E(a), /(a",
            "/[\\Q](\\E](a), /]a",
            "/\\((a), /(a", "/(?i)a(b), /AB", "/a(?-i:b)(?>c), /abc", "/(?i-m:a)(?<=A|a)(?<!b)(c), /Ac",
            "/(?<n>a)(?=b)(?!c)b, /ab" })
    void leavesTheMeaningOfGroupsAlone(String expression, String path) {
        assertThat(Pattern.matches(expression, path)).isTrue();
        assertThat(Pattern.matches(SteppedGroups.in(expression), path)).isTrue();
        assertThat(Pattern.matches(SteppedGroups.in(expression), path + "z")).isFalse();
    }

    @Test
    void sharesTheStepsOfARequest() {
        MatchingSteps steps = new MatchingSteps();
        PathPattern pattern = PathPattern.parse("/.*.*.*x");
        assertThatThrownBy(() -> pattern.match("/" + "a".repeat(4000), steps)).isInstanceOf(PathTooCostlyException.class);
        assertThatThrownBy(() -> pattern.match("/a", steps)).isInstanceOf(PathTooCostlyException.class);
    }

    @Test
    void hasStepsForSensibleExpressionsAndLongPaths() {
        PathPattern pattern = PathPattern.parse("/(?<path>.*)/x/(?<id>.+?)/?");
        String segments = "/a".repeat(1000);
        assertThat(pattern.match(segments + "/x/" + "b".repeat(1000))).containsExactly(segments.substring(1), "b".repeat(1000));
        assertThat(pattern.match(segments)).isNull();
    }
}
