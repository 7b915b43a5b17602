package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.QueryShape;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Service;
import io.quarkiverse.tomodachi.devservices.aws.sqs.QueueStore;

/** The notification service, as far as it concerns queues. */
public final class SnsService {

    private SnsService() {
    }

    public static Service of(TopicStore topics, QueueStore queues) {
        Map<String, Action> actions = new HashMap<>();
        Delivery delivery = new Delivery(queues);
        new TopicActions(topics).register(actions);
        new SubscriptionActions(topics, queues).register(actions);
        new PublishActions(topics, queues, delivery).register(actions);
        new TagActions(topics).register(actions);
        new PermissionActions(topics).register(actions);
        return new Service("sns", null, "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/", QueryShape.SAME, actions);
    }
}
