package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A client's socket, with what is still to be written to it. */
public final class Transport {

    /** Deliveries wait while more octets than this are to be written, until half of them are gone. */
    static final int HIGH_WATER = 1024 * 1024;
    private static final int LOW_WATER = HIGH_WATER / 2;

    /** Nothing more is read from a client that leaves so many octets of answers unread. */
    private static final int READ_LIMIT = 4 * HIGH_WATER;

    /** How long a peer may take to close its side, in milliseconds, after we have closed ours. */
    private static final long LINGER_MILLIS = 2000;

    private static final int BUFFERS_PER_WRITE = 64;

    private final SocketChannel socket;
    private final IoLoop loop;
    private final SelectionKey key;
    private final Deque<ByteBuffer> outbound = new ArrayDeque<>();
    private Peer peer;
    private long pending;
    private boolean ending;
    private boolean closed;
    private boolean drainAwaited;
    private boolean paused;

    /** Whoever is at our end of the socket. */
    interface Peer {

        void received(ByteBuffer octets);

        /** The socket can take deliveries again. */
        void drained();

        /** So many octets more wait to be written, or less when negative. */
        void waiting(long octets);

        /** The socket is gone. */
        void closed();
    }

    Transport(SocketChannel socket, IoLoop loop, Selector selector) throws IOException {
        this.socket = socket;
        this.loop = loop;
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = socket.register(selector, SelectionKey.OP_READ, this);
    }

    void serve(Peer newPeer) {
        this.peer = newPeer;
    }

    void send(ByteBuffer octets) {
        send(List.of(octets));
    }

    void send(List<ByteBuffer> octets) {
        if (ending || closed) {
            return;
        }
        for (ByteBuffer buffer : octets) {
            outbound.add(buffer);
            changePending(buffer.remaining());
        }
        loop.flushSoon(this);
    }

    /** Whether deliveries may be sent. If not, the peer is told when they may. */
    boolean writable() {
        if (pending >= HIGH_WATER) {
            drainAwaited = true;
        }
        return !drainAwaited && !closed && !ending;
    }

    boolean reading() {
        return !paused && pending < READ_LIMIT;
    }

    boolean isClosed() {
        return closed;
    }

    /** Reads no more until told otherwise, so that the client has to wait. */
    void pause(boolean newPaused) {
        paused = newPaused;
        loop.flushSoon(this);
    }

    /** Closes once everything is written, and gives the client time to read it. */
    void end() {
        if (!ending && !closed) {
            ending = true;
            loop.timers().schedule(LINGER_MILLIS, this::abort);
            loop.flushSoon(this);
        }
    }

    /** Closes at once. */
    void abort() {
        if (closed) {
            return;
        }
        closed = true;
        outbound.clear();
        changePending(-pending);
        key.cancel();
        try {
            socket.close();
        } catch (IOException ignored) {
            // Nobody is left who could care
        }
        peer.closed();
    }

    void handle(SelectionKey selected, ByteBuffer readBuffer) {
        try {
            if (selected.isValid() && selected.isWritable()) {
                flush();
            }
            if (selected.isValid() && selected.isReadable()) {
                read(readBuffer);
            }
        } catch (IOException e) {
            abort();
        }
    }

    void flush() {
        if (closed) {
            return;
        }
        try {
            write();
            if (ending && outbound.isEmpty()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            abort();
            return;
        }
        key.interestOps((outbound.isEmpty() ? 0 : SelectionKey.OP_WRITE) | (reading() ? SelectionKey.OP_READ : 0));
        if (drainAwaited && pending <= LOW_WATER) {
            drainAwaited = false;
            peer.drained();
        }
    }

    private void changePending(long octets) {
        pending += octets;
        peer.waiting(octets);
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = socket.read(buffer);
        if (count < 0) {
            abort();
        } else if (count > 0 && !ending) {
            peer.received(buffer.flip());
        }
    }

    private void write() throws IOException {
        while (!outbound.isEmpty()) {
            ByteBuffer[] batch = outbound.stream().limit(BUFFERS_PER_WRITE).toArray(ByteBuffer[]::new);
            long written = socket.write(batch);
            changePending(-written);
            while (!outbound.isEmpty() && !outbound.peek().hasRemaining()) {
                outbound.poll();
            }
            if (written == 0) {
                return;
            }
        }
    }
}
