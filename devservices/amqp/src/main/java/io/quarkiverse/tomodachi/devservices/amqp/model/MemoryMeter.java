package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.function.Consumer;

/** Counts the octets that messages take, and tells when they become too many or few enough again. */
public final class MemoryMeter {

    private final long limit;
    private final Consumer<Boolean> scarce;
    private long used;
    private boolean over;

    /**
     * @param limit the octets that are not too many
     * @param scarce told true when there are more than that, and false when a tenth of them is free again
     */
    public MemoryMeter(long limit, Consumer<Boolean> scarce) {
        this.limit = limit;
        this.scarce = scarce;
    }

    public void add(long octets) {
        used += octets;
        if (!over && used > limit) {
            over = true;
            scarce.accept(true);
        } else if (over && used <= limit - limit / 10) {
            over = false;
            scarce.accept(false);
        }
    }

    public long used() {
        return used;
    }
}
