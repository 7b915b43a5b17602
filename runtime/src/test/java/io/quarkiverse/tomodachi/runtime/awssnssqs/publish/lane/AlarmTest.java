package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.ScarceThreads;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;

class AlarmTest {

    private final ScarceThreads scarce = new ScarceThreads();
    private final Semaphore rung = new Semaphore(0);
    private final Alarm alarm = new Alarm(new Threads(scarce).calls(), rung::release);

    @Test
    void rings_at_the_earliest_of_its_times() throws Exception {
        scarce.end();
        alarm.in(TimeUnit.MINUTES.toNanos(5));
        alarm.in(1);
        assertThat(rung.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void rings_when_there_is_a_thread() throws Exception {
        alarm.in(1);
        scarce.end();
        alarm.in(TimeUnit.MINUTES.toNanos(5));
        assertThat(rung.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }
}
