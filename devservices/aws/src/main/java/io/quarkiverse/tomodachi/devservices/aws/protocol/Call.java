package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One call of an action.
 *
 * @param baseUrl scheme, host and port as the caller addressed them
 * @param connected whether the caller is still there to take the answer
 * @param entryFails whether the next entry of a batch is to fail on purpose
 * @param onAbort takes what is to be run when the caller leaves
 */
public record Call(Input input, String baseUrl, BooleanSupplier connected, BooleanSupplier entryFails,
        Consumer<Runnable> onAbort) {
}
