package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import java.util.List;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;

/**
 * Decides which of the received messages may be handed on now. Not thread-safe: used under the lock of the subscription.
 */
public interface StartOrder {

    /** Everything at once: a standard queue has no order. */
    StartOrder NONE = new StartOrder() {
        @Override
        public List<SqsDelivery> received(List<SqsDelivery> deliveries) {
            return deliveries;
        }

        @Override
        public SqsDelivery following(SqsDelivery head) {
            return null;
        }

        @Override
        public int behind(SqsDelivery head) {
            return 0;
        }

        @Override
        public boolean holds(SqsDelivery delivery) {
            return false;
        }

        @Override
        public boolean keeps(SqsDelivery failed) {
            return false;
        }

        @Override
        public void postpone(SqsDelivery next) {
            throw new IllegalStateException("nothing is kept");
        }

        @Override
        public int postponed() {
            return 0;
        }

        @Override
        public boolean resume(SqsDelivery next) {
            return false;
        }

        @Override
        public Next settled(SqsDelivery delivery, boolean handled) {
            return Next.NOTHING;
        }

        @Override
        public Next handedBack(SqsDelivery again) {
            return new Next(List.of(), List.of(again));
        }

        @Override
        public List<SqsDelivery> removeWaiting() {
            return List.of();
        }
    };

    /** @return those that may be handed on now; the others wait */
    List<SqsDelivery> received(List<SqsDelivery> deliveries);

    /** @return what may be handed on in one batch with the message, behind it; {@code null} for nothing more */
    SqsDelivery following(SqsDelivery head);

    /** How many may follow the message. */
    int behind(SqsDelivery head);

    /** Whether more of the group of a message is here, before whose end SQS gives nobody the next of it. */
    boolean holds(SqsDelivery delivery);

    /** Whether a message that failed waits here for its next attempt, instead of in the queue. */
    boolean keeps(SqsDelivery failed);

    /** The next attempt of a message that is kept. */
    void postpone(SqsDelivery next);

    /** How many messages wait for their next attempt. */
    int postponed();

    /** @return whether the attempt is still wanted; it may be handed on then */
    boolean resume(SqsDelivery next);

    /** What follows after a delivery has its outcome. */
    Next settled(SqsDelivery delivery, boolean handled);

    /**
     * A message of a batch counts as not handled, as one before it in its group failed.
     *
     * @param again the delivery that takes its place
     */
    Next handedBack(SqsDelivery again);

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
