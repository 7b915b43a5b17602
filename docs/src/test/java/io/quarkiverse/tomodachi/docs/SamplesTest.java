package io.quarkiverse.tomodachi.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of each page compile. */
class SamplesTest {

    @TempDir
    Path classes;

    static List<Path> pages() throws IOException {
        return Samples.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void compile(Path page) throws IOException {
        Samples.of(Files.readString(page)).compile(classes);
    }
}
