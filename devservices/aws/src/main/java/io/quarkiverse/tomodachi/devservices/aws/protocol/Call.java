package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.devservices.aws.fault.Treatment;

/**
 * One call of an action.
 *
 * @param baseUrl scheme, host and port as the caller addressed them
 * @param traceHeader the tracing header that came with the request, or null
 * @param connected whether the caller is still there to take the answer
 * @param onAbort takes what is to be run when the caller leaves
 * @param treatment what is to go wrong on purpose
 */
public record Call(Input input, String baseUrl, String traceHeader, BooleanSupplier connected, Consumer<Runnable> onAbort,
        Treatment treatment) {
}
