package io.quarkiverse.tomodachi.deployment.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for an application that is to know its own before it listens. */
public final class FreePort {

    private FreePort() {
    }

    /** Below the ports that the system hands out by itself, so that nobody takes it until it is listened on. */
    public static String find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return Integer.toString(socket.getLocalPort());
            } catch (IOException e) {
                // taken
            }
        }
    }
}
