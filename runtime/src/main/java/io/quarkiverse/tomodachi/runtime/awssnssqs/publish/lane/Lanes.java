package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The lanes of topics or queues, by what tells them apart. Names may come from messages, as queues for replies do: where there
 * are many, those that have nothing to send are given up.
 */
public final class Lanes<K> {

    public static final int MANY = 1_000;

    private final Map<K, Lane> lanes = new ConcurrentHashMap<>();

    /** @param maker makes one that there is none of */
    public Lane get(K key, Function<K, Lane> maker) {
        Lane known = lanes.get(key);
        if (known != null && !known.isRetired()) {
            return known;
        }
        if (lanes.size() >= MANY) {
            lanes.values().removeIf(Lane::retire);
        }
        return lanes.compute(key, (same, lane) -> lane == null || lane.isRetired() ? maker.apply(key) : lane);
    }

    int size() {
        return lanes.size();
    }
}
