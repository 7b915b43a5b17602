package io.quarkiverse.tomodachi.devservices.aws.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A small HTTP/1.1 server on one daemon thread. It keeps reading from clients whose request is still unanswered, so it
 * knows at once when a client that waits has gone.
 */
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final long ACCEPT_PAUSE_MILLIS = 100;

    private record Timer(long at, long order, Runnable task) {
    }

    private final HttpHandler handler;
    private final int maxBody;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(64 * 1024);
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));
    private final Thread thread;
    private long timerOrder;
    private volatile boolean closing;

    /** Binds at once; the thread starts with {@link #start()}. */
    public HttpServer(InetSocketAddress address, int maxBody, HttpHandler handler) throws IOException {
        this.handler = handler;
        this.maxBody = maxBody;
        this.selector = Selector.open();
        this.listener = bind(address);
        this.thread = new Thread(this::run, "aws-endpoint-" + port());
        this.thread.setDaemon(true);
    }

    private ServerSocketChannel bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_ACCEPT);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            selector.close();
            throw e;
        }
    }

    public void start() {
        thread.start();
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    /** Runs the task on the server's thread after the given time; to be called on that thread. */
    public void schedule(long delayMillis, Runnable task) {
        timers.add(new Timer(now() + delayMillis, timerOrder++, task));
    }

    /** Closes listener and connections and waits for the thread to end. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
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
        try {
            long wait = 0;
            while (!closing) {
                if (wait <= 0) {
                    selector.selectNow();
                } else {
                    selector.select(wait);
                }
                serveKeys();
                runTimers();
                wait = Math.min(handler.tick(), untilNextTimer());
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger(HttpServer.class.getName()).log(System.Logger.Level.ERROR, "The endpoint stopped", e);
        } finally {
            closeAll();
        }
    }

    private void serveKeys() {
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.channel() == listener) {
                accept();
            } else {
                ((HttpConnection) key.attachment()).ready();
            }
        }
        selector.selectedKeys().clear();
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new HttpConnection(channel, key, handler, readBuffer, maxBody));
            }
        } catch (IOException e) {
            System.getLogger(HttpServer.class.getName()).log(System.Logger.Level.WARNING, "A connection was not accepted", e);
            // out of file handles: the connection stays pending, trying again at once would only spin
            SelectionKey key = listener.keyFor(selector);
            key.interestOps(0);
            schedule(ACCEPT_PAUSE_MILLIS, () -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }

    private void runTimers() {
        long now = now();
        while (!timers.isEmpty() && timers.peek().at() <= now) {
            timers.poll().task().run();
        }
    }

    private long untilNextTimer() {
        return timers.isEmpty() ? Long.MAX_VALUE : Math.max(0, timers.peek().at() - now());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private void closeAll() {
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            if (key.attachment() instanceof HttpConnection connection) {
                connection.close();
            }
        }
        try {
            listener.close();
            // a cancelled key's socket is only let go by a selection
            selector.selectNow();
            selector.close();
        } catch (IOException e) {
            System.getLogger(HttpServer.class.getName()).log(System.Logger.Level.WARNING, "The listener was not closed", e);
        }
    }
}
