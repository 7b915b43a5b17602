package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;

/** TagResource, UntagResource and ListTagsForResource. */
final class TagActions {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private final TopicStore store;

    TagActions(TopicStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("TagResource", Action.immediate(this::tag));
        actions.put("UntagResource", Action.immediate(this::untag));
        actions.put("ListTagsForResource", Action.immediate(this::list));
    }

    static void validate(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw SnsErrors.tagLimitExceeded();
        }
        tags.forEach((key, value) -> {
            if (key.length() > MAX_KEY || key.startsWith("aws:") || value.length() > MAX_VALUE) {
                throw SnsErrors.invalidParameter("Tags Reason: " + key + " is not a valid tag");
            }
        });
    }

    private Topic topic(Call call) {
        Topic topic = store.find(SnsInput.required(call.input(), "ResourceArn"));
        if (topic == null) {
            throw SnsErrors.resourceNotFound();
        }
        return topic;
    }

    private ObjectNode tag(Call call) {
        Topic topic = topic(call);
        Map<String, String> added = SnsInput.tags(call);
        if (added.isEmpty()) {
            throw SnsErrors.invalidParameter("Tags");
        }
        Map<String, String> tags = new TreeMap<>(topic.tags());
        tags.putAll(added);
        validate(tags);
        topic.tags().putAll(added);
        return SnsInput.output();
    }

    private ObjectNode untag(Call call) {
        topic(call).tags().keySet().removeAll(call.input().texts("TagKeys"));
        return SnsInput.output();
    }

    private ObjectNode list(Call call) {
        ObjectNode output = SnsInput.output();
        ArrayNode members = output.putObject("Tags").putArray("member");
        topic(call).tags().forEach((key, value) -> members.addObject().put("Key", key).put("Value", value));
        return output;
    }
}
