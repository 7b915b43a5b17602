package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call is about: which queue or topic, and how many messages. */
final class CallSubject {

    private static final List<String> BY_URL = List.of("QueueUrl");
    private static final List<String> BY_NAME = List.of("QueueName", "Name");
    private static final List<String> BY_ARN = List.of("TopicArn", "TargetArn", "ResourceArn", "SubscriptionArn", "SourceArn");
    private static final List<String> ONE_MESSAGE = List.of("SendMessage", "DeleteMessage", "ChangeMessageVisibility",
            "Publish");
    private static final int NAME_IN_ARN = 5;
    private static final int MAX_NAME = 256;

    private CallSubject() {
    }

    /** The name of the queue or topic, or null; what is too long to be one is none, so that it is not remembered. */
    static String resource(Input input) {
        String name = name(input);
        return name == null || name.length() > MAX_NAME ? null : name;
    }

    private static String name(Input input) {
        for (String name : BY_URL) {
            if (input.isText(name)) {
                String url = input.text(name);
                return url.substring(url.lastIndexOf('/') + 1);
            }
        }
        for (String name : BY_ARN) {
            if (input.isText(name)) {
                String[] parts = input.text(name).split(":");
                return parts.length > NAME_IN_ARN ? parts[NAME_IN_ARN] : null;
            }
        }
        return BY_NAME.stream().filter(input::isText).map(input::text).findFirst().orElse(null);
    }

    /** How many messages a call that succeeded was about. */
    static int messages(String action, ObjectNode output) {
        if (ONE_MESSAGE.contains(action)) {
            return 1;
        }
        if (action.equals("ReceiveMessage")) {
            return output.path("Messages").size();
        }
        JsonNode successful = output.path("Successful");
        return successful.isObject() ? successful.path("member").size() : successful.size();
    }
}
