package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The receives that wait for a message, first come first served. */
final class LongPolls {
    private final Queue queue;
    private final Deque<WaitingReceive> waiting = new ArrayDeque<>();

    LongPolls(Queue queue) {
        this.queue = queue;
    }

    CompletableFuture<List<ReceivedMessage>> add(WaitingReceive receive) {
        waiting.add(receive);
        // a client that leaves cancels its future: it must not be handed a message any more
        receive.result().whenComplete((received, failure) -> waiting.remove(receive));
        return receive.result();
    }

    int size() {
        return waiting.size();
    }

    void fail(RuntimeException reason) {
        new ArrayList<>(waiting).forEach(receive -> receive.result().completeExceptionally(reason));
    }

    /** Serves what can be served; returns the time at which something may have changed by itself. */
    long serve(long now) {
        long next = Long.MAX_VALUE;
        for (WaitingReceive receive : new ArrayList<>(waiting)) {
            if (queue.messages().ready().next() != null && !receive.result().isDone()
                    && receive.connected().getAsBoolean()) {
                List<ReceivedMessage> received = queue.receive(receive.max(), receive.visibilityTimeout());
                if (!received.isEmpty()) {
                    receive.result().complete(received);
                    continue;
                }
            }
            if (receive.deadline() <= now) {
                receive.result().complete(List.of());
            } else {
                next = Math.min(next, receive.deadline());
            }
        }
        return waiting.isEmpty() ? Long.MAX_VALUE : Math.min(next, queue.messages().nextVisibleAt());
    }
}
