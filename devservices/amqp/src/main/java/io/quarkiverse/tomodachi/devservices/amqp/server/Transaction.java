package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** What a channel does at once, or holds back until it commits. */
final class Transaction {

    private final List<Runnable> actions = new ArrayList<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private boolean active;
    private boolean incomplete;

    boolean active() {
        return active;
    }

    void select() {
        active = true;
    }

    /**
     * @param action what is to be done
     * @param revert what makes it as if the action had never been asked for
     */
    void perform(Runnable action, Runnable revert) {
        if (active) {
            actions.add(action);
            undo.push(revert);
        } else {
            action.run();
        }
    }

    /** Notes that something was not done as asked. */
    void failed() {
        incomplete = true;
    }

    void commit() {
        requireActive();
        incomplete = false;
        List<Runnable> due = new ArrayList<>(actions);
        actions.clear();
        undo.clear();
        due.forEach(Runnable::run);
        if (incomplete) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "partial tx completion");
        }
    }

    void rollback() {
        requireActive();
        rollbackIfActive();
    }

    void rollbackIfActive() {
        actions.clear();
        undo.forEach(Runnable::run);
        undo.clear();
    }

    private void requireActive() {
        if (!active) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "channel is not transactional");
        }
    }
}
