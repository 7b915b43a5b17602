package io.quarkiverse.tomodachi.deployment.spi;

/** A parameter that cannot be bound. The message continues "parameter 'x' …": what is wrong; what to do. */
public final class BindingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BindingException(String message) {
        super(message);
    }
}
