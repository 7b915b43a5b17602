package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jboss.threads.EnhancedQueueExecutor;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;

/**
 * Threads of the transport's own, for what has to go on while all workers wait for it. They end when there is nothing to do, so
 * that nobody has to stop them.
 */
public final class TransportThreads {

    public static final long IDLE_SECONDS = 5;

    private TransportThreads() {
    }

    /** One thread. */
    public static ScheduledExecutorService single(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, new DaemonThreads(name));
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** So many threads at most, which what is too much waits for. None begins while another one has nothing to do. */
    static Executor pool(String name, int size) {
        return new EnhancedQueueExecutor.Builder().setCorePoolSize(1).setMaximumPoolSize(size)
                .setKeepAliveTime(Duration.ofSeconds(IDLE_SECONDS)).allowCoreThreadTimeOut(true).setRegisterMBean(false)
                .setThreadFactory(new DaemonThreads(name)).build();
    }
}
