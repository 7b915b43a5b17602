package io.quarkiverse.tomodachi.runtime.http.routing;

import io.quarkiverse.tomodachi.HttpException;

/** A path takes a regular expression more steps than a request may make. The client is told that its path is too long. */
public final class PathTooCostlyException extends HttpException {

    private static final long serialVersionUID = 1L;

    PathTooCostlyException() {
        super(414);
    }
}
