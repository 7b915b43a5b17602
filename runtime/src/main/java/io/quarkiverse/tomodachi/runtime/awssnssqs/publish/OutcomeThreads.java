package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

/**
 * Where calls are followed up, which waits for the client at most, as for credentials, and where code of the application is
 * told outcomes, which may
 * block. A call that has ended wakes one thread, which does both, one after the other. While it tells, another one follows up.
 * One thread at a time tells, which is enough while those who are told only take note. When they block there, more threads
 * come, since what they wait for may be the outcome that is told next.
 */
final class OutcomeThreads implements Executor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final long STUCK_MILLIS = 100;
    private static final int MOST_THREADS = 1 << 16;

    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor pool;
    private final Queue<Runnable> endedCalls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean following = new AtomicBoolean();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger telling = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile int most = 1;

    /**
     * @param threads makes threads, which end when there is nothing to do
     * @param idleSeconds after which time they end
     * @param timer for short tasks
     */
    OutcomeThreads(ThreadFactory threads, long idleSeconds, ScheduledExecutorService timer) {
        this.timer = timer;
        this.pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, idleSeconds, TimeUnit.SECONDS, new SynchronousQueue<>(),
                threads);
    }

    /** @param code waits for nothing but the client; one runs after the other, in their order */
    void follow(Runnable code) {
        endedCalls.add(code);
        startToFollow();
    }

    private void startToFollow() {
        if (!endedCalls.isEmpty() && following.compareAndSet(false, true) && !start(this::followAll)) {
            following.set(false);
            timer.schedule(this::startToFollow, STUCK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void followAll() {
        try {
            for (Runnable next = endedCalls.poll(); next != null; next = endedCalls.poll()) {
                next.run();
            }
        } finally {
            following.set(false);
            startToFollow();
            tell(true);
        }
    }

    /** @param task tells one outcome */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (following.get()) {
            // that thread tells afterwards, unless it takes long
            watch();
        } else {
            tell(false);
        }
    }

    private void tell(boolean here) {
        watch();
        int now = telling.get();
        while (!waiting.isEmpty() && now < most) {
            if (telling.compareAndSet(now, now + 1)) {
                if (here) {
                    tellAll();
                } else if (!start(this::tellAll)) {
                    telling.decrementAndGet();
                    return;
                }
            }
            now = telling.get();
        }
    }

    /** @return whether there is a thread for it; if not, it is to be tried again, as nobody else would do it */
    private boolean start(Runnable code) {
        try {
            pool.execute(code);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LOG.warn("There is no thread to tell outcomes of messages to SNS and SQS; it is tried again", e);
            return false;
        }
    }

    private void tellAll() {
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                begun.incrementAndGet();
                next.run();
            }
        } finally {
            telling.decrementAndGet();
            tell(false);
        }
    }

    private void watch() {
        if (!waiting.isEmpty() && watching.compareAndSet(false, true)) {
            long before = begun.get();
            timer.schedule(() -> look(before), STUCK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(long before) {
        watching.set(false);
        if (waiting.isEmpty()) {
            most = 1;
        } else if (begun.get() == before) {
            most = Math.min(MOST_THREADS, 2 * most);
        }
        tell(false);
    }
}
