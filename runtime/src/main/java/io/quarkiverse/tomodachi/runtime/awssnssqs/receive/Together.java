package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

/** Deliveries that one call of the handler has. Not thread-safe: used under the lock of the subscription. */
final class Together {

    private int left;

    Together(int deliveries) {
        this.left = deliveries;
    }

    /** @return whether it was the last one */
    boolean ended() {
        left--;
        return left == 0;
    }
}
