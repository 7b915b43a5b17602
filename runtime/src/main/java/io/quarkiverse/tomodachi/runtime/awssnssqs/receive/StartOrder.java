package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.util.List;

/**
 * Decides which of the received messages may be handed on now. Not thread-safe: used under the lock of the subscription.
 */
interface StartOrder {

    /** Everything at once: a standard queue has no order. */
    StartOrder NONE = new StartOrder() {
        @Override
        public List<SqsDelivery> received(List<SqsDelivery> deliveries) {
            return deliveries;
        }

        @Override
        public Next settled(SqsDelivery delivery, boolean handled) {
            return Next.NOTHING;
        }

        @Override
        public List<SqsDelivery> removeWaiting() {
            return List.of();
        }
    };

    /** @return those that may be handed on now; the others wait */
    List<SqsDelivery> received(List<SqsDelivery> deliveries);

    /** What follows after a delivery has its outcome. */
    Next settled(SqsDelivery delivery, boolean handled);

    /** Takes out all that wait. */
    List<SqsDelivery> removeWaiting();

    /**
     * @param start what may be handed on now
     * @param release what must be given back to the queue
     */
    record Next(List<SqsDelivery> start, List<SqsDelivery> release) {

        static final Next NOTHING = new Next(List.of(), List.of());
    }
}
