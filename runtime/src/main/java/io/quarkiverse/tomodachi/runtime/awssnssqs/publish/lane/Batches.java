package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Route;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;

/** What goes together in one call. */
final class Batches {

    private Batches() {
    }

    /**
     * Takes as many of the next messages as one call takes. Those that are too large are told so.
     *
     * @return {@code null} if the next one is larger than the limits say that were read before
     */
    static List<Publication> take(Backlog backlog, Route route) {
        List<Publication> batch = new ArrayList<>(Math.min(Route.BATCH_SIZE, backlog.ready()));
        long bytes = 0;
        for (Publication next = backlog.peek(); next != null; next = backlog.peek()) {
            int size = route.bytes(next);
            if (size > route.messageLimit()) {
                if (!batch.isEmpty()) {
                    // it is looked at again when it is the first
                    break;
                }
                if (route.isOutdated(next) && next.readLimitsAgain()) {
                    return null;
                }
                backlog.done(backlog.poll());
                next.invalid(MessageSize.problem(size, route.limitText()));
            } else if (batch.isEmpty() || !next.isAlone() && bytes + size <= route.batchLimit()) {
                batch.add(backlog.poll());
                bytes += size;
            } else {
                break;
            }
            if (batch.size() == Route.BATCH_SIZE || next.isAlone() && !batch.isEmpty()) {
                break;
            }
        }
        return batch;
    }
}
