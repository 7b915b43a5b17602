package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;

/** StartMessageMoveTask, CancelMessageMoveTask and ListMessageMoveTasks. */
final class MoveActions {
    private static final int MAX_PER_SECOND = 500;

    private final QueueStore store;

    MoveActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("StartMessageMoveTask", Action.immediate(this::start));
        actions.put("CancelMessageMoveTask", Action.immediate(this::cancel));
        actions.put("ListMessageMoveTasks", Action.immediate(this::list));
    }

    private Queue queue(String arn) {
        Queue queue = store.byArn(arn);
        if (queue == null) {
            throw SqsErrors.resourceNotFound("The resource that you specified for the ARN " + arn + " doesn't exist.");
        }
        return queue;
    }

    private ObjectNode start(Call call) {
        Queue source = queue(SqsInput.required(call.input(), "SourceArn"));
        Integer perSecond = SqsInput.within(call.input(), "MaxNumberOfMessagesPerSecond", 1, MAX_PER_SECOND);
        if (store.sourcesOf(source).isEmpty()) {
            throw SqsErrors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
        }
        String destination = call.input().text("DestinationArn");
        if (destination != null) {
            Queue target = queue(destination);
            if (target.isFifo() != source.isFifo() || target == source) {
                throw SqsErrors.invalidParameter(destination, "DestinationArn",
                        "It must be another queue of the same type as the source.");
            }
        }
        MoveTask task = new MoveTask(store, source, destination, perSecond);
        store.moveTasks().start(task);
        return SqsInput.output().put("TaskHandle", task.handle());
    }

    private ObjectNode cancel(Call call) {
        MoveTask task = store.moveTasks().cancel(SqsInput.required(call.input(), "TaskHandle"));
        return SqsInput.output().put("ApproximateNumberOfMessagesMoved", task.moved());
    }

    private ObjectNode list(Call call) {
        Queue source = queue(SqsInput.required(call.input(), "SourceArn"));
        Integer max = SqsInput.within(call.input(), "MaxResults", 1, MoveTasks.KEPT_BY_SOURCE);
        ObjectNode output = SqsInput.output();
        ArrayNode results = output.putArray("Results");
        store.moveTasks().of(source).stream().limit(max == null ? 1 : max).forEach(task -> results.add(shown(task)));
        return output;
    }

    private static ObjectNode shown(MoveTask task) {
        ObjectNode shown = SqsInput.output();
        if (task.status() == MoveTask.Status.RUNNING) {
            shown.put("TaskHandle", task.handle());
        }
        shown.put("Status", task.status().name()).put("SourceArn", task.source().arn());
        if (task.destinationArn() != null) {
            shown.put("DestinationArn", task.destinationArn());
        }
        if (task.perSecond() != null) {
            shown.put("MaxNumberOfMessagesPerSecond", task.perSecond());
        }
        shown.put("ApproximateNumberOfMessagesMoved", task.moved())
                .put("ApproximateNumberOfMessagesToMove", task.toMove()).put("StartedTimestamp", task.startedAt());
        if (task.failureReason() != null) {
            shown.put("FailureReason", task.failureReason());
        }
        return shown;
    }
}
