package io.quarkiverse.tomodachi.devservices.aws.fault;

/** What happens to a call. */
public enum Fate {
    RUN,
    THROTTLE,
    FAIL,
    DROP,
    LOSE_ANSWER,
    REFUSE_CREDENTIALS,
    EXPIRE_CREDENTIALS,
    DENY
}
