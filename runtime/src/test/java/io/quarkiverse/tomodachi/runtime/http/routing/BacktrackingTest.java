package io.quarkiverse.tomodachi.runtime.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
