package io.quarkiverse.tomodachi.deployment.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** A port for an application that is to know its own before it listens. */
public final class FreePort {

    private static final Path FOLDER = Path.of("target", "ports");

    /** Of the ports that were found here, which no other JVM of the tests finds then. */
    private static final List<FileLock> LOCKS = new CopyOnWriteArrayList<>();

    private FreePort() {
    }

    /** Below the ports that the system hands out by itself, so that nobody takes it until it is listened on. */
    public static String find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(port) && reserve(port)) {
                return Integer.toString(port);
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean reserve(int port) {
        // to open the file a second time and close it would end the lock that this JVM has
        if (System.getProperties().putIfAbsent("tomodachi.test.port." + port, "found") != null) {
            return false;
        }
        try {
            Path file = Files.createDirectories(FOLDER).resolve(port + ".lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock != null && LOCKS.add(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
