package io.quarkiverse.tomodachi.runtime.config;

/** What an application does at start about the topics, queues and subscriptions of its handlers. */
public enum TopologyMode {

    /** What does not exist is created, and what differs from the annotations is changed. */
    APPLY,

    /** Nothing is changed; the start fails if anything is missing or differs, and tells all of it. */
    VERIFY,

    /** Nothing is changed and nothing compared; the queues have to exist. */
    OFF
}
