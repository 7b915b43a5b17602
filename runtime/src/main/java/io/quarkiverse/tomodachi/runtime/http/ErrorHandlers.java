package io.quarkiverse.tomodachi.runtime.http;

import java.util.List;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.argument.FailureArgument;
import io.quarkiverse.tomodachi.runtime.http.response.ResultFormat;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;

/** The error handlers of all services, in declaration order. */
record ErrorHandlers(List<ErrorHandler> handlers) {

    record ErrorHandler(int status, Class<?> failure, Service service, ResultFormat format, HandlerInvoker invoker) {

        private boolean isSpecific() {
            return failure != Throwable.class && failure != HttpException.class;
        }
    }

    boolean handles(int status) {
        return handlers.stream().anyMatch(handler -> handler.status() == status);
    }

    /**
     * That of the service first, then one for the very exception.
     *
     * @param service the service whose handler failed, {@code null} if none did
     * @return the handler, {@code null} if there is none
     */
    ErrorHandler find(int status, Service service, Throwable failure) {
        ErrorHandler found = null;
        int best = -1;
        for (ErrorHandler handler : handlers) {
            if (handler.status() == status && FailureArgument.accepts(handler.failure(), failure)) {
                int rank = (handler.service() == service ? 2 : 0) + (handler.isSpecific() ? 1 : 0);
                if (rank > best) {
                    found = handler;
                    best = rank;
                }
            }
        }
        return found;
    }
}
