package io.quarkiverse.tomodachi.runtime.http.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

import org.jboss.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.AsyncHandler;
import org.jboss.logmanager.handlers.AsyncHandler.OverflowAction;
import org.jboss.logmanager.handlers.FileHandler;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The access log as a file with a JSON object per line, which may be moved away at any time. A thread of its own writes it, so
 * that a disk that is slow for a moment holds up no request; only when {@value #QUEUE} lines wait do further ones wait, too.
 */
final class AccessLogFile {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");
    private static final String KEY = "quarkus.tomodachi.http.access-log-file";
    private static final int QUEUE = 10_000;
    private static final long CHECK_NANOS = 1_000_000_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final Path path;
    private final FileHandler handler = new FileHandler(new AccessLogJson()) {
        @Override
        protected void doPublish(ExtLogRecord record) {
            if (System.nanoTime() - checked > CHECK_NANOS) {
                follow();
            }
            super.doPublish(record);
        }
    };
    private final AsyncHandler queue = new AsyncHandler(QUEUE, this::writer);
    private Thread writer;
    private Object file;
    private long checked;

    /** @throws ConfigurationException if the file cannot be written */
    AccessLogFile(String name) {
        path = Path.of(name).toAbsolutePath();
        handler.setAppend(true);
        try {
            open();
        } catch (IOException e) {
            throw new ConfigurationException(KEY + " is '" + name + "', which cannot be written (" + e.getMessage()
                    + "); name a file in a folder that this process may write to", e);
        }
        queue.setOverflowAction(OverflowAction.BLOCK);
        // otherwise the file would be closed before what waits is written
        queue.setCloseChildren(false);
        queue.addHandler(handler);
        LOG.infof("Requests are logged to the file %s, too", path);
    }

    private Thread writer(Runnable task) {
        writer = new Thread(task, "tomodachi-access-log");
        return writer;
    }

    void publish(AccessLogRecord record) {
        queue.publish(record);
    }

    private void follow() {
        checked = System.nanoTime();
        try {
            if (!Objects.equals(file, key())) {
                open();
            }
        } catch (IOException e) {
            LOG.warnf("The access log %s was moved, and cannot be opened again; the moved one is still written to: %s", path,
                    e.getMessage());
        }
    }

    private void open() throws IOException {
        handler.setFile(path.toFile());
        file = key();
        checked = System.nanoTime();
    }

    /** What tells one file from another of the same name, {@code null} if there is no file. */
    private Object key() throws IOException {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            // systems without such keys do not let open files be moved
            return key == null ? path : key;
        } catch (NoSuchFileException | FileNotFoundException e) {
            return null;
        }
    }

    /** Writes what waits, unless that takes too long. */
    void close() {
        queue.close();
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (writer.isAlive()) {
            LOG.warnf("The last lines of the access log are not in %s yet, and may be lost", path);
        } else {
            handler.close();
        }
    }
}
