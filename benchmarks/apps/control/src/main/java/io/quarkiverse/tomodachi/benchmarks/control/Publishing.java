package io.quarkiverse.tomodachi.benchmarks.control;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Publishes a number of messages, some of them unconfirmed at a time, and waits until all of them are confirmed. */
final class Publishing<T> implements Sender.Outcome {

    /** By default as many as the consumers prefetch. */
    private static final int UNCONFIRMED = Integer.getInteger("unconfirmed", 250);

    private final Sender<T> sender;
    private final T body;
    private final Semaphore permits = new Semaphore(UNCONFIRMED);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Publishing(Sender<T> sender, T body) {
        this.sender = sender;
        this.body = body;
    }

    void run(int messages) throws Exception {
        for (int i = 0; i < messages; i++) {
            acquire(1);
            sender.send(body, this);
        }
        acquire(UNCONFIRMED);
    }

    private void acquire(int number) throws InterruptedException {
        if (!permits.tryAcquire(number, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The broker has not confirmed a message for a minute");
        }
        if (failure.get() != null) {
            throw new IllegalStateException("A message was not confirmed", failure.get());
        }
    }

    @Override
    public void confirmed() {
        permits.release();
    }

    @Override
    public void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        permits.release();
    }
}
