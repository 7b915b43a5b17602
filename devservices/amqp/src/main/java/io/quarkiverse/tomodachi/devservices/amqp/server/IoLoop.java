package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.devservices.amqp.model.Timers;

/**
 * The one thread of a broker: it accepts, reads and writes sockets and runs timers and tasks. All state of the broker
 * belongs to this thread, so nothing else needs a lock.
 */
public final class IoLoop implements AutoCloseable {

    private static final int READ_BUFFER = 128 * 1024;

    /** How often whoever waits for an answer looks whether the loop still runs. */
    private static final long CALL_CHECK_MILLIS = 100;

    /** How long nobody is accepted after accepting has failed. */
    private static final long ACCEPT_PAUSE_MILLIS = 200;

    private final Timers timers;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BUFFER);
    private final Set<Transport> toFlush = new LinkedHashSet<>();
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final Thread thread;
    private java.util.function.Consumer<Transport> onAccept;
    private volatile boolean closing;

    /**
     * Binds the address; connections are accepted once the loop is started.
     *
     * @throws IOException when the address cannot be had
     */
    public IoLoop(String host, int port, Timers timers) throws IOException {
        this.timers = timers;
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(host, port));
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            listener.close();
            selector.close();
            throw e;
        }
        thread = new Thread(this::run, "tomodachi-amqp-" + port());
        thread.setDaemon(true);
    }

    public void start(java.util.function.Consumer<Transport> accept) {
        onAccept = accept;
        thread.start();
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    Timers timers() {
        return timers;
    }

    /** Runs a question on the loop's thread and waits for its answer. */
    <T> T call(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        selector.wakeup();
        while (true) {
            try {
                return answer.get(CALL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                requireAlive();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for the broker", e);
            }
        }
    }

    private void requireAlive() {
        if (!thread.isAlive()) {
            throw new IllegalStateException("The broker is not running");
        }
    }

    void flushSoon(Transport transport) {
        toFlush.add(transport);
    }

    /** Ends the thread and closes the listening socket. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Selector open = selector; ServerSocketChannel socket = listener) {
            while (!closing) {
                turn();
            }
        } catch (IOException e) {
            log().log(Level.ERROR, "The AMQP broker stopped", e);
        } finally {
            closing = true;
            runTasks();
        }
    }

    private void turn() throws IOException {
        long delay = timers.nextDelay();
        if (delay == 0 || !tasks.isEmpty() || !toFlush.isEmpty()) {
            selector.selectNow();
        } else {
            selector.select(Math.max(0, delay));
        }
        runTasks();
        for (SelectionKey key : selector.selectedKeys()) {
            handle(key);
        }
        selector.selectedKeys().clear();
        guarded(timers::runDue);
        flush();
    }

    private void runTasks() {
        Runnable task = tasks.poll();
        while (task != null) {
            guarded(task);
            task = tasks.poll();
        }
        flush();
    }

    private void flush() {
        // One pass only: a client that reads as fast as we write must not keep the loop from the others
        Transport[] transports = toFlush.toArray(Transport[]::new);
        toFlush.clear();
        for (Transport transport : transports) {
            guarded(transport::flush);
        }
    }

    private void handle(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept(key);
        } else if (key.attachment() instanceof Transport transport) {
            guarded(() -> transport.handle(key, readBuffer));
        }
    }

    private void accept(SelectionKey key) {
        try {
            SocketChannel socket = listener.accept();
            if (socket != null) {
                serve(socket);
            }
        } catch (IOException e) {
            // Out of file descriptors, most likely: those who are connected go on, and others may try again
            log().log(Level.WARNING, "Cannot accept connections now", e);
            key.interestOps(0);
            timers.schedule(ACCEPT_PAUSE_MILLIS, () -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }

    private void serve(SocketChannel socket) throws IOException {
        try {
            Transport transport = new Transport(socket, this, selector);
            guarded(() -> onAccept.accept(transport));
        } catch (IOException e) {
            socket.close();
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log().log(Level.ERROR, "Unexpected error in the AMQP broker", e);
        }
    }

    /** Looked up where it is needed, as setting up logging takes longer than starting the broker. */
    private static Logger log() {
        return System.getLogger(IoLoop.class.getName());
    }
}
