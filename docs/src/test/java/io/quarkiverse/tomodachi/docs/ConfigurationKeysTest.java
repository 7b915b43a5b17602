package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of the configuration that pages name are there. */
class ConfigurationKeysTest {

    private static final Pattern KEY = Pattern.compile("quarkus\\.tomodachi(?:\\.(?:[a-z0-9-]+|\"[^\"]+\"|<[a-z]+>))*");
    private static final Pattern REFERENCE = Pattern.compile("`\\+{3}(quarkus\\.tomodachi[^+]*)\\+{3}`");

    static Iterable<Path> pages() throws IOException {
        return Samples.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void arePartOfTheReference(Path page) throws IOException {
        Set<String> known = REFERENCE.matcher(Samples.text("includes/quarkus-tomodachi.adoc")).results()
                .map(found -> general(found.group(1))).collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).hasSizeGreaterThan(50);
        assertThat(KEY.matcher(Files.readString(page)).results().map(MatchResult::group).map(ConfigurationKeysTest::general))
                .allSatisfy(key -> assertThat(known).anyMatch(other -> other.equals(key) || other.startsWith(key + ".")));
    }

    /** Names of services and of handlers are anything. */
    private static String general(String key) {
        return key.replaceAll("\"[^\"]+\"|<[a-z]+>", "*");
    }
}
