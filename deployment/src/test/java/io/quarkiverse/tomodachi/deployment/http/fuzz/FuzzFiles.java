package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that are served, a secret beside them, and where uploads are put. */
final class FuzzFiles {

    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();

    private FuzzFiles() {
    }

    static Path folder() {
        return FOLDER;
    }

    static Path create() {
        try {
            Path shown = Files.createDirectories(FOLDER.resolve("public/sub")).getParent();
            Files.createDirectories(uploads());
            Files.writeString(FOLDER.resolve("secret.txt"), "not to be served");
            Files.writeString(shown.resolve("a.txt"), "abcdefghij");
            Files.writeString(shown.resolve("sub/b.html"), "<p>b</p>");
            Files.writeString(shown.resolve("b c.txt"), "b c");
            Files.writeString(shown.resolve("empty"), "");
            Files.writeString(shown.resolve(".hidden"), "hidden");
            Files.write(shown.resolve("big.bin"), new byte[150_000]);
            return shown;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path uploads() {
        return FOLDER.resolve("uploads");
    }

    static long uploaded() {
        try (var files = Files.list(uploads())) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
