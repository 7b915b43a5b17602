package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.SubscriptionOfOthersException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SubscriptionRequest;

/** Answers SNS where it asks the queue of another account whether it is to be subscribed. Handlers do not see that. */
public final class SubscriptionRequests {

    /** A right may be granted meanwhile, and another instance may receive the message that knows more topics. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** How many receives there are for an instance that knows the topic, or for what has to be set: those of all count. */
    private static final int MOST_RECEIVES = 15;

    private final Topology topology;
    private final QueueNames names;
    private final Settlement settlement;
    private final Executor workers;

    public SubscriptionRequests(Topology topology, QueueNames names, Settlement settlement, Executor workers) {
        this.topology = topology;
        this.names = names;
        this.settlement = settlement;
        this.workers = workers;
    }

    /** @return whether the message was such a question; it is no message for the handler then */
    boolean take(SqsDelivery delivery) {
        SubscriptionRequest request = SubscriptionRequest.parse(delivery.message().body());
        if (request == null) {
            return false;
        }
        try {
            workers.execute(() -> answer(delivery, request));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // this one alone, where there is no thread for it
            settlement.release(List.of(delivery), true);
        }
        return true;
    }

    private void answer(SqsDelivery delivery, SubscriptionRequest request) {
        try {
            if (topology.confirm(names, request) || isLast(delivery)) {
                settlement.delete(delivery);
            } else {
                settlement.retry(delivery, PAUSE);
            }
        } catch (SubscriptionOfOthersException e) {
            if (isLast(delivery)) {
                reject(delivery, request, e);
            } else {
                settlement.retry(delivery, PAUSE);
                DeliveryLog.leftToOthers(delivery, request.topicArn(), e);
            }
        } catch (TopologyException e) {
            reject(delivery, request, e);
        } catch (RuntimeException | Error e) {
            // first, as there may be no memory to tell it
            settlement.retry(delivery, PAUSE);
            DeliveryLog.unconfirmed(delivery, request.topicArn(), e);
        }
    }

    private boolean isLast(SqsDelivery delivery) {
        return delivery.attempt() >= MOST_RECEIVES || settlement.isLastReceive(delivery);
    }

    private void reject(SqsDelivery delivery, SubscriptionRequest request, TopologyException reason) {
        settlement.reject(delivery, reason).whenComplete((done, failure) -> {
            if (failure != null) {
                settlement.retry(delivery, PAUSE);
            }
        });
        DeliveryLog.unconfirmed(delivery, request.topicArn(), reason);
    }
}
