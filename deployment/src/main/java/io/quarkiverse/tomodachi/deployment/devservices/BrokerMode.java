package io.quarkiverse.tomodachi.deployment.devservices;

/** Where the brokers of Dev Services run. */
public enum BrokerMode {
    /** In containers if there is an engine, else in this process. */
    AUTO,
    /** In containers. */
    CONTAINER,
    /** In this process. */
    EMBEDDED
}
