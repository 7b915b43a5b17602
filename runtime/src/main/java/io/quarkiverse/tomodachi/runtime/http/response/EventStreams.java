package io.quarkiverse.tomodachi.runtime.http.response;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The responses of server-sent events that have not ended. They may well go on for ever, so termination ends them; their
 * clients
 * connect again by themselves, to another process.
 */
final class EventStreams {

    private final Set<StreamedResponse> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Ends the stream at once where termination has begun. */
    void add(StreamedResponse stream) {
        open.add(stream);
        if (ended) {
            stream.finish();
        }
    }

    void remove(StreamedResponse stream) {
        open.remove(stream);
    }

    void end() {
        ended = true;
        open.forEach(StreamedResponse::finish);
    }
}
