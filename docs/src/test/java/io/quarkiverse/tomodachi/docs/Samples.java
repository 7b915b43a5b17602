package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The Java samples of a page of the guide: each is a whole file, named by its title. */
final class Samples {

    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final Pattern SAMPLE = Pattern.compile(
            "^\\[source,java\\]\\n(?:\\.src/main/java/(?<file>\\S+)\\n)?----\\n(?<code>.*?)^----$",
            Pattern.DOTALL | Pattern.MULTILINE);

    private final List<JavaFileObject> files = new ArrayList<>();

    private Samples(String text) {
        Matcher matcher = SAMPLE.matcher(text);
        for (MatchResult sample : (Iterable<MatchResult>) matcher.results()::iterator) {
            assertThat(sample.group(1)).as("title of the sample: %s", sample.group()).isNotNull();
            files.add(new Sample(sample.group(1), sample.group(2)));
        }
        assertThat(files).hasSameSizeAs(text.lines().filter("[source,java]"::equals).toList());
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList();
        }
    }

    static String text(String page) throws IOException {
        return Files.readString(PAGES.resolve(page));
    }

    static Samples of(String text) {
        return new Samples(text);
    }

    /** Compiles the samples into a folder; fails with the messages of the compiler. */
    void compile(Path classes) {
        if (files.isEmpty()) {
            return;
        }
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler().getTask(messages, null, null,
                List.of("-parameters", "-proc:none", "-d", classes.toString()), null, files).call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    /** Adds what the samples of a page are compiled to. */
    static void addTo(JavaArchive archive, String page) {
        try {
            Path classes = Files.createTempDirectory("samples");
            of(text(page)).compile(classes);
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    archive.add(new ByteArrayAsset(Files.readAllBytes(file)), classes.relativize(file).toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of another file that the page shows, by its title. */
    static String file(String page, String title) {
        try {
            Matcher matcher = Pattern.compile("^\\[source,\\w+\\]\\n\\." + Pattern.quote(title) + "\\n----\\n(.*?)^----$",
                    Pattern.DOTALL | Pattern.MULTILINE).matcher(text(page));
            assertThat(matcher.find()).as("%s in %s", title, page).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
