package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** CreateQueue, GetQueueUrl, ListQueues, ListDeadLetterSourceQueues, DeleteQueue and PurgeQueue. */
final class QueueActions {
    private static final int MAX_RESULTS = 1000;

    private final QueueStore store;

    QueueActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("CreateQueue", Action.immediate(this::create));
        actions.put("GetQueueUrl", Action.immediate(this::getUrl));
        actions.put("ListQueues", Action.immediate(this::list));
        actions.put("ListDeadLetterSourceQueues", Action.immediate(this::listSources));
        actions.put("DeleteQueue", Action.immediate(this::delete));
        actions.put("PurgeQueue", Action.immediate(this::purge));
    }

    private ObjectNode create(Call call) {
        Input input = call.input();
        Map<String, String> tags = input.textMap("tags");
        tags.putAll(input.textMap("Tags"));
        TagActions.validate(tags);
        Queue queue = store.create(SqsInput.required(input, "QueueName"), input.textMap("Attributes"), tags);
        return SqsInput.output().put("QueueUrl", url(call, queue));
    }

    private ObjectNode getUrl(Call call) {
        String owner = call.input().text("QueueOwnerAWSAccountId");
        String name = SqsInput.required(call.input(), "QueueName");
        if (owner != null && !owner.equals(store.accountId())) {
            throw SqsErrors.queueDoesNotExist();
        }
        return SqsInput.output().put("QueueUrl", url(call, store.requireByName(name)));
    }

    private ObjectNode list(Call call) {
        String prefix = call.input().text("QueueNamePrefix");
        List<Queue> queues = store.all().stream().filter(queue -> prefix == null || queue.name().startsWith(prefix)).toList();
        return page(call, queues, "QueueUrls");
    }

    private ObjectNode listSources(Call call) {
        return page(call, store.sourcesOf(SqsInput.queue(store, call)), "queueUrls");
    }

    private ObjectNode page(Call call, List<Queue> queues, String listName) {
        Integer max = SqsInput.within(call.input(), "MaxResults", 1, MAX_RESULTS);
        String token = call.input().text("NextToken");
        if (token != null && max == null) {
            throw SqsErrors.invalidParameter("NextToken requires MaxResults to be set.");
        }
        String after = token == null ? "" : decode(token);
        List<Queue> rest = queues.stream().filter(queue -> queue.name().compareTo(after) > 0).toList();
        int count = Math.min(rest.size(), max == null ? MAX_RESULTS : max);
        ObjectNode output = SqsInput.output();
        ArrayNode urls = output.putArray(listName);
        rest.subList(0, count).forEach(queue -> urls.add(url(call, queue)));
        if (urls.isEmpty() && listName.equals("QueueUrls")) {
            output.remove(listName);
        }
        // without MaxResults there is a limit but no token
        if (max != null && count < rest.size()) {
            output.put("NextToken", Base64.getUrlEncoder()
                    .encodeToString(rest.get(count - 1).name().getBytes(StandardCharsets.UTF_8)));
        }
        return output;
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SqsErrors.invalidParameter(token, "NextToken", "Invalid or expired next token.");
        }
    }

    private ObjectNode delete(Call call) {
        store.delete(SqsInput.queue(store, call));
        return SqsInput.output();
    }

    private ObjectNode purge(Call call) {
        store.purge(SqsInput.queue(store, call));
        return SqsInput.output();
    }

    private String url(Call call, Queue queue) {
        return call.baseUrl() + "/" + store.accountId() + "/" + queue.name();
    }
}
