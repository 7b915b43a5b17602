package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import com.rabbitmq.client.impl.Frame;

/**
 * Writes the frames of a connection in large pieces. The client's own buffer has 8 KB, and whatever is larger goes to the
 * operating system by itself, as does what is before it: twice for each message of such a size.
 */
final class FrameWriter {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final DataOutputStream out;
    /** Not a monitor, which would pin virtual threads in Java 21 to 23. */
    private final Lock lock = new ReentrantLock();

    FrameWriter(Socket socket) throws IOException {
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
    }

    void write(Frame frame) throws IOException {
        lock.lock();
        try {
            frame.writeTo(out);
        } finally {
            lock.unlock();
        }
    }

    void flush() throws IOException {
        lock.lock();
        try {
            out.flush();
        } finally {
            lock.unlock();
        }
    }
}
