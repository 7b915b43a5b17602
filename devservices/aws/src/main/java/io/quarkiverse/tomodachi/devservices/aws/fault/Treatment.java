package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.util.function.BooleanSupplier;

/**
 * How one call is treated.
 *
 * @param delayMillis how long it waits before its fate is met
 * @param entryFails whether the next entry of a batch is to fail
 * @param duplicates whether the next message received is to be handed out twice
 */
public record Treatment(Fate fate, long delayMillis, BooleanSupplier entryFails, BooleanSupplier duplicates) {
}
