package io.quarkiverse.tomodachi.deployment.spi;

/** Which middleware of a service is around a handler. */
public enum MiddlewareKind {
    /** None. */
    NONE(""),
    /** That of {@code httpMiddleware}, for invocations that give an {@code HttpCall}. */
    HTTP("httpMiddleware"),
    /** That of {@code messageMiddleware}, for invocations that give a {@code MessageCall}. */
    MESSAGE("messageMiddleware");

    private final String member;

    MiddlewareKind(String member) {
        this.member = member;
    }

    /** The member of {@code @TomodachiService} that lists it, empty for none. */
    public String member() {
        return member;
    }
}
