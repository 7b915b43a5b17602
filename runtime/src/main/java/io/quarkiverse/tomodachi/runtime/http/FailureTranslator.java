package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.HttpException;

/** Knows exceptions of a library that stand for a status. */
public interface FailureTranslator {

    /**
     * @param handler the id of the handler that failed
     * @return what the exception stands for, {@code null} if it is not known
     */
    HttpException translate(String handler, Throwable failure);
}
