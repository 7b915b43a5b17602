package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.policy.PolicyDocument;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;

/** AddPermission and RemovePermission. */
final class PermissionActions {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final List<String> ACTIONS = List.of("*", "SendMessage", "ReceiveMessage", "DeleteMessage",
            "ChangeMessageVisibility", "GetQueueAttributes", "GetQueueUrl", "ListDeadLetterSourceQueues", "PurgeQueue");
    private static final int MAX_ACTIONS = 7;

    private final QueueStore store;

    PermissionActions(QueueStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("AddPermission", Action.immediate(this::add));
        actions.put("RemovePermission", Action.immediate(this::remove));
    }

    private ObjectNode add(Call call) {
        Queue queue = SqsInput.queue(store, call);
        String label = label(call);
        List<String> accounts = call.input().texts("AWSAccountIds");
        List<String> actions = call.input().texts("Actions");
        if (accounts.isEmpty()) {
            throw SqsErrors.missingParameter("AWSAccountIds");
        }
        if (actions.isEmpty()) {
            throw SqsErrors.missingParameter("Actions");
        }
        validate(accounts, actions);
        PolicyDocument policy = policy(queue);
        if (policy.has(label)) {
            throw SqsErrors.invalidParameter(label, "Label", "Already exists.");
        }
        policy.add(label, accounts, actions.stream().map(action -> "SQS:" + action).toList(), queue.arn());
        store.setAttributes(queue, Map.of("Policy", policy.json()));
        return SqsInput.output();
    }

    private static void validate(List<String> accounts, List<String> actions) {
        for (String account : accounts) {
            if (!ACCOUNT.matcher(account).matches()) {
                throw SqsErrors.invalidParameter(account, "PrincipalId", "Unable to verify.");
            }
        }
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw SqsErrors.invalidParameter(action, "ActionName", "Please refer to the appropriate WSDL for a list of "
                        + "valid actions.");
            }
        }
        if (actions.size() > MAX_ACTIONS) {
            throw SqsErrors.overLimit(actions.size() + " Actions were found, maximum allowed is " + MAX_ACTIONS + ".");
        }
    }

    private ObjectNode remove(Call call) {
        Queue queue = SqsInput.queue(store, call);
        String label = label(call);
        PolicyDocument policy = policy(queue);
        if (!policy.has(label)) {
            throw SqsErrors.invalidParameter(label, "Label", "can't find label on existing policy.");
        }
        policy.remove(label);
        store.setAttributes(queue, Map.of("Policy", policy.json()));
        return SqsInput.output();
    }

    private static String label(Call call) {
        String label = SqsInput.required(call.input(), "Label");
        if (!LABEL.matcher(label).matches()) {
            throw SqsErrors.invalidParameter(label, "Label", "Can only include alphanumeric characters, hyphens, or "
                    + "underscores. 1 to 80 in length.");
        }
        return label;
    }

    private static PolicyDocument policy(Queue queue) {
        return new PolicyDocument(queue.attributes().get("Policy"), queue.arn() + "/SQSDefaultPolicy");
    }
}
