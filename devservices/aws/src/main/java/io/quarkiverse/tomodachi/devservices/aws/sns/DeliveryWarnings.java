package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

import io.quarkiverse.tomodachi.devservices.aws.policy.QueuePolicy;
import io.quarkiverse.tomodachi.devservices.aws.sqs.Queue;

/** Says, once for a queue and a topic, why in AWS no message would arrive though one does here. */
final class DeliveryWarnings {

    private static final System.Logger LOG = System.getLogger(DeliveryWarnings.class.getName());
    /** Beyond that many they begin anew, so that names cannot fill the memory. */
    private static final int MAX_REMEMBERED = 10_000;
    private static final String MANAGED_KEY = "alias/aws/sqs";

    private final Set<String> warned = new HashSet<>();

    void check(Subscription subscription, Queue queue) {
        String topic = subscription.topicArn();
        if (!QueuePolicy.allows(queue.attributes().get("Policy"), queue.arn(), topic) && isNew("policy", queue, topic)) {
            LOG.log(Level.WARNING, "The policy of queue {0} does not let topic {1} send to it: in AWS no message would "
                    + "arrive (this endpoint does not enforce policies)", queue.arn(), topic);
        }
        String key = queue.attributes().get("KmsMasterKeyId");
        if (key != null && key.endsWith(MANAGED_KEY) && isNew("key", queue, topic)) {
            LOG.log(Level.WARNING, "Queue {0} is encrypted with the key {1}, which does not let topic {2} use it: in AWS no"
                    + " message would arrive (this endpoint does not encrypt); use a key of your own whose policy allows"
                    + " sns.amazonaws.com", queue.arn(), key, topic);
        }
    }

    private boolean isNew(String reason, Queue queue, String topic) {
        if (warned.size() >= MAX_REMEMBERED) {
            warned.clear();
        }
        return warned.add(reason + " " + queue.arn() + " " + topic);
    }
}
