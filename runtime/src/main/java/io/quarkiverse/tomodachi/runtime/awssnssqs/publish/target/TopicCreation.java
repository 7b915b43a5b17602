package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.Map;

import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AwsSnsSqsConfig;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/**
 * What becomes of a topic that does not exist when a service publishes to it.
 *
 * @param allowed whether it is created
 * @param attributes those it gets then
 */
public record TopicCreation(boolean allowed, Map<String, String> attributes) {

    private static final String KMS_KEY = "KmsMasterKeyId";
    private static final String NO_KEY = "none";

    public static TopicCreation of(AwsSnsSqsConfig config) {
        return new TopicCreation(config.topology() == TopologyMode.APPLY,
                config.snsKmsMasterKeyId().filter(key -> !key.isEmpty() && !key.equals(NO_KEY))
                        .map(key -> Map.of(KMS_KEY, key)).orElse(Map.of()));
    }
}
