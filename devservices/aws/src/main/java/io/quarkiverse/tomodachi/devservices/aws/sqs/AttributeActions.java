package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;

/** GetQueueAttributes and SetQueueAttributes. */
final class AttributeActions {
    private final QueueStore store;

    AttributeActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("GetQueueAttributes", Action.immediate(this::get));
        actions.put("SetQueueAttributes", Action.immediate(this::set));
    }

    private ObjectNode get(Call call) {
        Queue queue = SqsInput.queue(store, call);
        List<String> names = call.input().texts("AttributeNames");
        ObjectNode values = SqsInput.output();
        if (names.contains("All")) {
            names = QueueAttributeRules.allNames();
        }
        for (String name : names) {
            if (!QueueAttributeRules.isKnown(name)) {
                throw SqsErrors.invalidAttributeName(name);
            }
            String value = QueueDescription.value(queue, name);
            if (value != null) {
                values.put(name, value);
            }
        }
        ObjectNode output = SqsInput.output();
        return values.isEmpty() ? output : output.set("Attributes", values);
    }

    private ObjectNode set(Call call) {
        Queue queue = SqsInput.queue(store, call);
        Map<String, String> given = call.input().textMap("Attributes");
        if (given.isEmpty()) {
            throw SqsErrors.missingParameter("Attributes");
        }
        store.setAttributes(queue, given);
        return SqsInput.output();
    }
}
