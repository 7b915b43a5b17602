package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;

/** TagQueue, UntagQueue and ListQueueTags. */
final class TagActions {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private final QueueStore store;

    TagActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("TagQueue", Action.immediate(this::tag));
        actions.put("UntagQueue", Action.immediate(this::untag));
        actions.put("ListQueueTags", Action.immediate(this::list));
    }

    static void validate(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw SqsErrors.invalidParameter("Too many tags added for queue.");
        }
        tags.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > MAX_KEY || key.startsWith("aws:")) {
                throw SqsErrors.invalidParameter("Tag key is invalid: 1 to 128 characters, not beginning with aws:.");
            }
            if (value.length() > MAX_VALUE) {
                throw SqsErrors.invalidParameter("Tag value is too long: at most 256 characters.");
            }
        });
    }

    private ObjectNode tag(Call call) {
        Queue queue = SqsInput.queue(store, call);
        Map<String, String> added = call.input().textMap("Tags");
        if (added.isEmpty()) {
            throw SqsErrors.missingParameter("Tags");
        }
        Map<String, String> tags = new TreeMap<>(queue.tags());
        tags.putAll(added);
        validate(tags);
        queue.tags().putAll(added);
        return SqsInput.output();
    }

    private ObjectNode untag(Call call) {
        Queue queue = SqsInput.queue(store, call);
        List<String> keys = call.input().texts("TagKeys");
        if (keys.isEmpty()) {
            throw SqsErrors.missingParameter("TagKeys");
        }
        queue.tags().keySet().removeAll(keys);
        return SqsInput.output();
    }

    private ObjectNode list(Call call) {
        ObjectNode output = SqsInput.output();
        ObjectNode tags = SqsInput.output();
        SqsInput.queue(store, call).tags().forEach(tags::put);
        return tags.isEmpty() ? output : output.set("Tags", tags);
    }
}
