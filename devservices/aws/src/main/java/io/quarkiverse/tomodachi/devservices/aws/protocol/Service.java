package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.Map;

/**
 * A service and its actions by name.
 *
 * @param signingName its name in the scope of a signature
 * @param jsonTarget what its JSON protocol puts before the action's name, null if it has none
 * @param version the query protocol's version
 * @param namespace the query protocol's XML namespace
 * @param queryShape how its query protocol names things
 */
public record Service(String signingName, String jsonTarget, String version, String namespace, QueryShape queryShape,
        Map<String, Action> actions) {
}
