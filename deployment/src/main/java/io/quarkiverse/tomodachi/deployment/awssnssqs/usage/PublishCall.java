package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.Set;

/**
 * A call of the publisher in the code of the application.
 *
 * @param className the class that the call is in
 * @param method the name of the method that it is in
 * @param line the line of the source, 0 if it is not known
 * @param toQueue whether it sends to a queue, not to a topic
 * @param targets what the topic or queue can be, with {@code *} in place of parts that are not constant
 * @param ownPrefix whether the class gives prefixes of its own
 */
record PublishCall(String className, String method, int line, boolean toQueue, Set<String> targets,
        boolean ownPrefix) {

    PublishCall {
        targets = Set.copyOf(targets);
    }

    /** The method, for people. */
    String place() {
        return className + "#" + method;
    }
}
