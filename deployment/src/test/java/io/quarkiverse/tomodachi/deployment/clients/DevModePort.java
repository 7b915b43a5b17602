package io.quarkiverse.tomodachi.deployment.clients;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has test classes of dev mode wait for one another, those of other JVMs as well: their applications all listen on the same
 * port.
 */
public final class DevModePort implements BeforeAllCallback, AfterAllCallback {

    private static final Path FILE = Path.of("target", "dev-mode-port.lock");

    private FileChannel lock;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        lock = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        lock.close();
    }
}
