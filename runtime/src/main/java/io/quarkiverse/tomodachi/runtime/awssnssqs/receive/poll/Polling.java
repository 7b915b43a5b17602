package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Receives from one queue with long polls, as its {@link PollPace} says, and never more than the target has room for. */
public final class Polling {

    /** An empty answer is to come after a long wait; one that comes sooner must not make the poller spin. */
    private static final Duration SHORTEST_EMPTY_POLL = Duration.ofSeconds(1);

    /** At the end, for answers that are about to come: messages in an answer that nobody reads stay hidden for a while. */
    private static final Duration LAST_ANSWERS = Duration.ofMillis(500);

    private static final Duration CLOGGED = Duration.ofSeconds(1);

    private final SqsAsyncClient sqs;
    private final Source source;
    private final Target target;
    private final QuietTimer timer;
    private final boolean fifo;
    private final PollPace pace;
    private final PollLimit limit;
    private final Trouble trouble;
    private final ReceiveRequests requests = new ReceiveRequests();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Set<ReceiveCall> open = new LinkedHashSet<>();

    private volatile Provisioned queue;
    /** From the beginning until the queue is known, and after failures. */
    private boolean resting = true;
    private volatile boolean stopped;
    private boolean filling;
    private int reserved;
    private final LostAttempts lost = new LostAttempts();

    public Polling(SqsAsyncClient sqs, Source source, Target target, ScheduledExecutorService timer, boolean fifo,
            PollPace pace,
            PollLimit limit, Trouble trouble) {
        this.sqs = sqs;
        this.source = source;
        this.target = target;
        this.timer = new QuietTimer(timer);
        this.fifo = fifo;
        this.pace = pace;
        this.limit = limit;
        this.trouble = trouble;
    }

    public void start() {
        find(source.first());
    }

    public synchronized void handled(long nanos) {
        pace.handled(nanos);
    }

    /** There may be room now. */
    public void wake() {
        for (ReceiveCall next = begin(); next != null; next = begin()) {
            receive(next);
        }
    }

    private synchronized ReceiveCall begin() {
        if (resting || stopped || !pace.mayCall(open.size())) {
            return null;
        }
        int most = target.most(queue);
        int room = Math.min(target.room() - reserved, most);
        long delay = pace.delay(room, most, open.size());
        if (delay != 0) {
            waitForRoom(delay);
            return null;
        }
        if (target.isClogged()) {
            rest(CLOGGED);
            return null;
        }
        if (!open.isEmpty() && !limit.take()) {
            // the answer to an open one leads here again
            return null;
        }
        pace.begun();
        ReceiveCall call = next(room);
        open.add(call);
        reserved += call.most();
        return call;
    }

    private ReceiveCall next(int room) {
        ReceiveCall again = lost.next(room);
        return again != null ? again : ReceiveCall.of(room, fifo);
    }

    private void waitForRoom(long nanos) {
        if (nanos != PollPace.NEVER && !filling) {
            filling = true;
            timer.schedule(() -> {
                synchronized (this) {
                    filling = false;
                }
                wake();
            }, nanos);
        }
    }

    private void receive(ReceiveCall call) {
        Provisioned from = queue;
        CompletableFuture<ReceiveMessageResponse> response = call.send(sqs, requests, from);
        response.whenComplete((answer, failure) -> answered(call, from, answer, failure));
    }

    private void answered(ReceiveCall call, Provisioned from, ReceiveMessageResponse answer, Throwable failure) {
        int count = answer == null ? 0 : answer.messages().size();
        if (count > 0) {
            handOver(answer, from);
        }
        synchronized (this) {
            open.remove(call);
            if (!open.isEmpty()) {
                limit.giveBack();
            }
            reserved -= call.most();
            if (stopped) {
                if (open.isEmpty()) {
                    ended.complete(null);
                }
                return;
            }
            if (failure == null) {
                pace.received(call.most(), count);
            }
        }
        if (failure != null) {
            failed(call, AwsFailures.unwrap(failure));
            return;
        }
        trouble.succeeded();
        if (count == 0 && call.elapsed().compareTo(SHORTEST_EMPTY_POLL) < 0) {
            rest(SHORTEST_EMPTY_POLL);
        }
        wake();
    }

    /** Whatever happens to messages, polling goes on. */
    private void handOver(ReceiveMessageResponse answer, Provisioned from) {
        try {
            target.received(answer, from);
        } catch (RuntimeException | Error e) {
            trouble.notHandedOn(e);
        }
    }

    private void failed(ReceiveCall call, Throwable failure) {
        boolean gone = AwsFailures.isGone(failure);
        synchronized (this) {
            if (gone) {
                queue = null;
                lost.clear();
            } else {
                lost.add(call);
            }
            if (resting) {
                return;
            }
            rest(trouble.failed(failure));
        }
    }

    private synchronized void rest(Duration time) {
        resting = true;
        timer.schedule(this::resume, time.toNanos());
    }

    private void resume() {
        boolean known;
        synchronized (this) {
            if (stopped) {
                return;
            }
            known = queue != null;
            resting = !known;
        }
        if (known) {
            wake();
        } else {
            find(source.again());
        }
    }

    private void find(Supplier<CompletionStage<Provisioned>> provisioning) {
        begin(provisioning).whenComplete((found, failure) -> {
            if (failure == null) {
                synchronized (this) {
                    queue = found;
                }
                resume();
            } else {
                rest(trouble.failed(AwsFailures.unwrap(failure)));
            }
        });
    }

    /** There may be no thread for it now. */
    private static CompletionStage<Provisioned> begin(Supplier<CompletionStage<Provisioned>> provisioning) {
        try {
            return provisioning.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Receives nothing more. Completes when no message can come any more; those that still come are given to the target. */
    public CompletionStage<Void> stop() {
        List<ReceiveCall> calls;
        boolean wait;
        synchronized (this) {
            stopped = true;
            calls = open.stream().filter(call -> !call.withdraw()).toList();
            wait = pace.hasTraffic();
            if (open.isEmpty()) {
                ended.complete(null);
            }
        }
        if (!calls.isEmpty() && wait) {
            timer.schedule(() -> calls.forEach(ReceiveCall::cancel), LAST_ANSWERS.toNanos());
        } else {
            calls.forEach(ReceiveCall::cancel);
        }
        return ended;
    }

    /**
     * Gives the queue.
     *
     * @param again after the queue has gone: makes it anew, where that is this application's business
     */
    public record Source(Supplier<CompletionStage<Provisioned>> first, Supplier<CompletionStage<Provisioned>> again) {
    }

    /** Takes what was received. Asked under the lock of the polling. */
    public interface Target {

        /** How many messages it could start now, those that are being received included. */
        int room();

        /** How many messages one call may bring. */
        int most(Provisioned queue);

        /** Whether nothing should be received until outcomes of messages have been told. */
        boolean isClogged();

        void received(ReceiveMessageResponse response, Provisioned queue);
    }
}
