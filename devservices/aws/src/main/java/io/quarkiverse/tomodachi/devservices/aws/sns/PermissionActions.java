package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.policy.PolicyDocument;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;

/** AddPermission and RemovePermission. */
final class PermissionActions {
    private static final List<String> ACTIONS = List.of("GetTopicAttributes", "SetTopicAttributes", "AddPermission",
            "RemovePermission", "DeleteTopic", "Subscribe", "ListSubscriptionsByTopic", "Publish", "Receive");

    private final TopicStore store;

    PermissionActions(TopicStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("AddPermission", Action.immediate(this::add));
        actions.put("RemovePermission", Action.immediate(this::remove));
    }

    private ObjectNode add(Call call) {
        Topic topic = store.require(SnsInput.required(call.input(), "TopicArn"));
        String label = SnsInput.required(call.input(), "Label");
        List<String> accounts = call.input().texts("AWSAccountId");
        List<String> actions = call.input().texts("ActionName");
        if (accounts.isEmpty() || !accounts.stream().allMatch(account -> account.matches("[0-9]{12}"))) {
            throw SnsErrors.invalidParameter("AWSAccountId");
        }
        if (actions.isEmpty() || !ACTIONS.containsAll(actions)) {
            throw SnsErrors.invalidParameter("Policy statement action out of service scope!");
        }
        PolicyDocument policy = policy(topic);
        if (policy.has(label)) {
            throw SnsErrors.invalidParameter("Statement already exists");
        }
        policy.add(label, accounts, actions.stream().map(action -> "SNS:" + action).toList(), topic.arn());
        topic.attributes().put("Policy", policy.json());
        return SnsInput.output();
    }

    private ObjectNode remove(Call call) {
        Topic topic = store.require(SnsInput.required(call.input(), "TopicArn"));
        String label = SnsInput.required(call.input(), "Label");
        PolicyDocument policy = policy(topic);
        if (policy.has(label)) {
            policy.remove(label);
            topic.attributes().put("Policy", policy.json());
        }
        topic.attributes().values().removeIf(String::isEmpty);
        return SnsInput.output();
    }

    private PolicyDocument policy(Topic topic) {
        return new PolicyDocument(store.policyOf(topic), "__default_policy_ID");
    }
}
