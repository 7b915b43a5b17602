package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.ArrayList;
import java.util.List;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.impl.VertxInternal;

/**
 * Decides on which event loop a call is made. Best is the current one, as nothing has to go from thread to thread then: what
 * follows from an answer stays where it is. But one of them must not have all the calls, and new connections cost more than
 * another thread.
 */
final class LoopClients {

    private final LoopClient[] loops;

    LoopClients(VertxInternal vertx, HttpSettings settings) {
        List<LoopClient> all = new ArrayList<>();
        for (EventExecutor loop : vertx.getEventLoopGroup()) {
            all.add(new LoopClient(vertx, (EventLoop) loop, settings, all.size()));
        }
        loops = all.toArray(LoopClient[]::new);
    }

    LoopClient choose() {
        int most = most();
        LoopClient current = current();
        boolean free = current != null && current.calls() < most;
        boolean wanted = current != null && current.isWantedAgain();
        if (free && (wanted || current.hasIdle())) {
            return current;
        }
        LoopClient connected = connected(most);
        if (connected != null) {
            return connected;
        }
        return free ? current : leastBusy();
    }

    /** How many calls make a loop a busy one: half as many again as it has on average, but some in any case. */
    private int most() {
        int calls = 0;
        for (LoopClient loop : loops) {
            calls += loop.calls();
        }
        return calls * 3 / (2 * loops.length) + 2;
    }

    private LoopClient current() {
        for (LoopClient loop : loops) {
            if (loop.isCurrent()) {
                return loop;
            }
        }
        return null;
    }

    private LoopClient connected(int most) {
        for (LoopClient loop : loops) {
            if (loop.calls() < most && loop.hasIdle()) {
                return loop;
            }
        }
        return null;
    }

    private LoopClient leastBusy() {
        LoopClient least = loops[0];
        for (LoopClient loop : loops) {
            if (loop.calls() < least.calls()) {
                least = loop;
            }
        }
        return least;
    }

    void close() {
        for (LoopClient loop : loops) {
            loop.close();
        }
    }
}
