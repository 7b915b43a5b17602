package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Receives from a FIFO queue whose answers were lost, the oldest first: messages that SQS handed out to one are hidden until it
 * is made again. Not thread-safe.
 */
final class LostAttempts {

    private final List<ReceiveCall> calls = new ArrayList<>(0);

    void add(ReceiveCall call) {
        if (call.canBeMadeAgain()) {
            calls.add(call);
        }
    }

    /** @return one that is to be made again, and may bring no more than there is room for; {@code null} if there is none */
    ReceiveCall next(int room) {
        calls.removeIf(call -> !call.canBeMadeAgain());
        for (Iterator<ReceiveCall> each = calls.iterator(); each.hasNext();) {
            ReceiveCall call = each.next();
            if (call.most() <= room) {
                each.remove();
                return call.again();
            }
        }
        return null;
    }

    void clear() {
        calls.clear();
    }
}
