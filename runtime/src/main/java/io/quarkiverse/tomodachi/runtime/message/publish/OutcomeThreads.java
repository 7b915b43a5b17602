package io.quarkiverse.tomodachi.runtime.message.publish;

import java.util.Collection;
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

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/**
 * Where code of the application is told outcomes of publishes, which may block, and where calls of a client are followed up,
 * which waits for the client at most, as for credentials. A call that has ended wakes one thread, which does both, one after
 * the other. While it tells, another one follows up. One thread at a time tells, which is enough while those who are told only
 * take note. When they block there, more threads come, since what they wait for may be the outcome that is told next.
 * <p>
 * What there is no thread for is tried again, and done by the caller where nothing can be tried again: somebody waits for it.
 */
public final class OutcomeThreads implements Executor {

    private static final long STUCK_MILLIS = 100;
    private static final int MOST_THREADS = 1 << 16;

    private final Logger log;
    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor pool;
    private final Queue<Runnable> endedCalls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean following = new AtomicBoolean();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger gathering = new AtomicInteger();
    private final AtomicInteger telling = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile int most = 1;

    /**
     * @param log that of the transport
     * @param threads makes threads, which end when there is nothing to do
     * @param idleSeconds after which time they end
     * @param timer for short tasks
     */
    public OutcomeThreads(Logger log, ThreadFactory threads, long idleSeconds, ScheduledExecutorService timer) {
        this.log = log;
        this.timer = timer;
        this.pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, idleSeconds, TimeUnit.SECONDS, new SynchronousQueue<>(),
                threads);
    }

    /** @param code waits for nothing but the client; one runs after the other, in their order */
    public void follow(Runnable code) {
        endedCalls.add(code);
        startToFollow();
    }

    private void startToFollow() {
        if (endedCalls.isEmpty() || !following.compareAndSet(false, true) || start(this::followAll)) {
            return;
        }
        following.set(false);
        if (!later(this::startToFollow) && following.compareAndSet(false, true)) {
            followAll();
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
        tellSoon();
    }

    /** @param tasks tell one outcome each, in this order */
    public void executeAll(Collection<? extends Runnable> tasks) {
        waiting.addAll(tasks);
        tellSoon();
    }

    /**
     * Wakes one thread for several outcomes, in place of one for each that the thread before was quick to tell.
     *
     * @param code gives outcomes to tell, and waits for nothing
     */
    public void together(Runnable code) {
        gathering.incrementAndGet();
        try {
            code.run();
        } finally {
            gathering.decrementAndGet();
            tellUnlessFollowing();
        }
    }

    private void tellSoon() {
        if (gathering.get() > 0) {
            // whoever gathers tells this one, too, unless it takes long
            watch();
        } else {
            tellUnlessFollowing();
        }
    }

    private void tellUnlessFollowing() {
        if (following.get()) {
            // that thread tells afterwards, unless it takes long
            watch();
        } else {
            tell(false);
        }
    }

    private void tell(boolean here) {
        boolean watched = watch();
        int now = telling.get();
        while (!waiting.isEmpty() && now < most) {
            if (telling.compareAndSet(now, now + 1)) {
                if (here) {
                    tellAll();
                } else if (!start(this::tellAll)) {
                    if (watched) {
                        telling.decrementAndGet();
                        return;
                    }
                    tellAll();
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
            LogEvent.of(log, Level.WARN, "There is no thread to tell outcomes of publishes; it is tried again").because(e)
                    .write();
            return false;
        }
    }

    private void tellAll() {
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                begun.incrementAndGet();
                tell(next);
            }
        } finally {
            telling.decrementAndGet();
            tell(false);
        }
    }

    private void tell(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException | Error e) {
            LogEvent.of(log, Level.ERROR, "The outcome of a publish could not be told").because(e).write();
        }
    }

    /** @return whether somebody looks after what waits */
    private boolean watch() {
        if (waiting.isEmpty() || !watching.compareAndSet(false, true)) {
            return true;
        }
        long before = begun.get();
        if (later(() -> look(before))) {
            return true;
        }
        watching.set(false);
        return false;
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

    /** @return whether it will run; the first task, and one after a while without any, needs another thread */
    private boolean later(Runnable task) {
        try {
            timer.schedule(task, STUCK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            LogEvent.of(log, Level.WARN,
                    "There is no thread to try again to tell outcomes of publishes; who knows them tells them")
                    .because(e).write();
            return false;
        }
    }
}
