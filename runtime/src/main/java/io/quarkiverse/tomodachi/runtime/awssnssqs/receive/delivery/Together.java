package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

/** Deliveries that one call of the handler has. Not thread-safe: used under the lock of the subscription. */
public final class Together {

    private int left;

    public Together(int deliveries) {
        this.left = deliveries;
    }

    /** @return whether it was the last one */
    public boolean ended() {
        left--;
        return left == 0;
    }
}
