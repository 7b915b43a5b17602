package io.quarkiverse.tomodachi.deployment;

/** When handlers are given a CDI request context. */
public enum RequestContextUse {
    /** When anything in the application could use it. */
    AUTO,
    /** For each call. */
    ALWAYS
}
