package io.quarkiverse.tomodachi.runtime.lifecycle;

/** Tells which service failed, and in what. */
class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String service;

    ServiceException(String service, String message, Throwable cause) {
        super(message, cause);
        this.service = service;
    }

    String service() {
        return service;
    }
}
