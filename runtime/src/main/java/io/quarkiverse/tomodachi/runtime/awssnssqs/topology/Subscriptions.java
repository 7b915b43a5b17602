package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients.await;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Subscribes queues to topics. Calls wait for AWS: for worker threads. */
final class Subscriptions {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String FILTER_POLICY = "FilterPolicy";
    private static final String NO_POLICY = "{}";

    private final SnsAsyncClient sns;

    Subscriptions(SnsAsyncClient sns) {
        this.sns = sns;
    }

    /** @param filterPolicy a JSON object, empty or <code>{}</code> to remove an existing one, {@code null} to leave it */
    void ensure(String topicArn, String queueArn, String filterPolicy) {
        if (filterPolicy == null) {
            subscribe(topicArn, queueArn, Map.of());
            return;
        }
        JsonNode wanted = parse(filterPolicy.isBlank() ? NO_POLICY : filterPolicy);
        String subscription = subscribe(topicArn, queueArn,
                wanted.isEmpty() ? Map.of() : Map.of(FILTER_POLICY, write(wanted)));
        // a subscription that was there already may filter otherwise, and some emulators do not say so
        JsonNode current = parse(attributes(subscription).getOrDefault(FILTER_POLICY, NO_POLICY));
        if (!current.equals(wanted)) {
            await(sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                    .attributeName(FILTER_POLICY).attributeValue(write(wanted))));
            LOG.infof("Changed the filter policy of queue %s at topic %s; AWS takes minutes to apply it", queueArn, topicArn);
        }
    }

    /** The subscription, new with the attributes or as it is already. */
    private String subscribe(String topicArn, String queueArn, Map<String, String> attributes) {
        try {
            return await(sns.subscribe(request -> request.topicArn(topicArn).protocol("sqs").endpoint(queueArn)
                    .attributes(attributes).returnSubscriptionArn(true))).subscriptionArn();
        } catch (InvalidParameterException e) {
            if (!String.valueOf(e.getMessage()).contains("different attributes")) {
                throw e;
            }
            return find(topicArn, queueArn).orElseThrow(() -> e);
        }
    }

    private Optional<String> find(String topicArn, String queueArn) {
        String token = null;
        do {
            String next = token;
            ListSubscriptionsByTopicResponse page = await(
                    sns.listSubscriptionsByTopic(request -> request.topicArn(topicArn).nextToken(next)));
            for (Subscription subscription : page.subscriptions()) {
                if (queueArn.equals(subscription.endpoint())) {
                    return Optional.of(subscription.subscriptionArn());
                }
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return Optional.empty();
    }

    private Map<String, String> attributes(String subscription) {
        return await(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))).attributes();
    }

    private static JsonNode parse(String policy) {
        try {
            return JsonText.read(policy);
        } catch (IOException e) {
            throw new IllegalArgumentException("A filter policy is not JSON", e);
        }
    }

    private static String write(JsonNode policy) {
        try {
            return JsonText.write(policy);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
