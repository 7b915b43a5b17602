package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.lang.management.ManagementFactory;

import io.netty.util.internal.PlatformDependent;

/**
 * What the process holds.
 *
 * @param heap bytes in use after garbage was collected
 * @param direct bytes of buffers outside of the heap
 * @param threads how many are alive
 */
record Footprint(long heap, long direct, int threads) {

    static Footprint now() {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return new Footprint(heap, PlatformDependent.usedDirectMemory(), ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
