package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The move tasks under way and the last ones that ended. */
final class MoveTasks {
    static final int KEPT_BY_SOURCE = 10;

    private final List<MoveTask> tasks = new ArrayList<>();

    void start(MoveTask task) {
        boolean running = of(task.source()).stream().anyMatch(other -> other.status() == MoveTask.Status.RUNNING);
        if (running) {
            throw SqsErrors.unsupported(
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
        }
        tasks.add(0, task);
        task.advance();
        List<MoveTask> ofSource = of(task.source());
        tasks.removeAll(ofSource.subList(Math.min(KEPT_BY_SOURCE, ofSource.size()), ofSource.size()));
    }

    MoveTask cancel(String handle) {
        for (MoveTask task : tasks) {
            if (task.handle().equals(handle) && task.status() == MoveTask.Status.RUNNING) {
                task.cancel();
                return task;
            }
        }
        throw SqsErrors.resourceNotFound("Task does not exist.");
    }

    /** The latest first. */
    List<MoveTask> of(Queue source) {
        return tasks.stream().filter(task -> task.source() == source).toList();
    }

    void forget(Queue source) {
        tasks.removeIf(task -> task.source() == source);
    }

    /** Returns when to look again. */
    long advance() {
        long next = Long.MAX_VALUE;
        Iterator<MoveTask> all = tasks.iterator();
        while (all.hasNext()) {
            MoveTask task = all.next();
            if (task.status() == MoveTask.Status.RUNNING) {
                next = Math.min(next, task.advance());
            }
        }
        return next;
    }
}
