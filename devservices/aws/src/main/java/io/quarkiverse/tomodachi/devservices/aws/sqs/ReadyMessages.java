package io.quarkiverse.tomodachi.devservices.aws.sqs;

/** The messages of a queue that may be handed out, in the order in which they are. */
interface ReadyMessages {

    void add(StoredMessage message);

    void remove(StoredMessage message);

    /** The message to hand out next, or null; it stays where it is. */
    StoredMessage next();

    /** Notes that the message was taken; it is no longer ready. */
    void taken(StoredMessage message);

    /** Ends what {@link #taken} began: the message was deleted or shows again. */
    void released(StoredMessage message);

    /** Begins a receive: messages taken within one receive do not hold back those behind them. */
    void begin();

    /** Ends a receive. */
    void end();

    int size();
}
