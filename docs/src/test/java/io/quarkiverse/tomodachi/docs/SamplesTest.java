package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each Java sample of the guide is a whole file, named by its title, and compiles. */
class SamplesTest {

    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final Pattern SAMPLE = Pattern.compile(
            "^\\[source,java\\]\\n(?:\\.src/main/java/(?<file>\\S+)\\n)?----\\n(?<code>.*?)^----$",
            Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    Path classes;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void compile(Path page) throws IOException {
        String text = Files.readString(page);
        List<JavaFileObject> samples = new ArrayList<>();
        Matcher matcher = SAMPLE.matcher(text);
        for (MatchResult sample : (Iterable<MatchResult>) matcher.results()::iterator) {
            assertThat(sample.group(1)).as("title of the sample: %s", sample.group()).isNotNull();
            samples.add(new Sample(sample.group(1), sample.group(2)));
        }
        assertThat(samples).hasSameSizeAs(text.lines().filter("[source,java]"::equals).toList());
        if (samples.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(messages, null, null,
                List.of("-parameters", "-proc:none", "-d", classes.toString()), null, samples).call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static final class Sample extends SimpleJavaFileObject {

        private final String code;

        private Sample(String file, String code) {
            super(URI.create("sample:///" + file), Kind.SOURCE);
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
