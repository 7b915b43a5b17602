package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SubscriptionRequest;

/** Answers SNS where it asks the queue of another account whether it is to be subscribed. Handlers do not see that. */
public final class SubscriptionRequests {

    /** A right may be granted meanwhile. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

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
        } catch (RejectedExecutionException e) {
            settlement.release(List.of(delivery), true);
        }
        return true;
    }

    private void answer(SqsDelivery delivery, SubscriptionRequest request) {
        try {
            topology.confirm(names, request);
            settlement.delete(delivery);
        } catch (TopologyException e) {
            DeliveryLog.unconfirmed(delivery, request.topicArn(), e);
            settlement.reject(delivery, e).whenComplete((done, failure) -> {
                if (failure != null) {
                    settlement.retry(delivery, PAUSE_AFTER_FAILURE);
                }
            });
        } catch (RuntimeException e) {
            DeliveryLog.unconfirmed(delivery, request.topicArn(), e);
            settlement.retry(delivery, PAUSE_AFTER_FAILURE);
        }
    }
}
