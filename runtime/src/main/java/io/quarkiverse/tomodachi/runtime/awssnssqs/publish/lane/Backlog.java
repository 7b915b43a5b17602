package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

/** The messages of one topic or queue that wait for their call. Not thread-safe. */
interface Backlog {

    void add(Publication publication);

    /** The one that goes next, or {@code null} if there is none that may go now. */
    Publication peek();

    /** Takes the one that goes next. It is to be {@link #putBack} or {@link #done} later. */
    Publication poll();

    /** Puts one back that was taken, as the next one to go. */
    void putBack(Publication publication);

    /** One that was taken is not sent again. */
    void done(Publication publication);

    /** How many may go now. */
    int ready();

    /** Drops those that are done already, since they are past their deadline. */
    void purge();
}
