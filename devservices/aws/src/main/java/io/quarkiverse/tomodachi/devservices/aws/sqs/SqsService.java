package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Service;

/** The queue service. */
public final class SqsService {

    private SqsService() {
    }

    public static Service of(QueueStore store) {
        Map<String, Action> actions = new HashMap<>();
        new QueueActions(store).register(actions);
        new AttributeActions(store).register(actions);
        new SendActions(store).register(actions);
        new ReceiveActions(store).register(actions);
        new ReceiptActions(store).register(actions);
        new TagActions(store).register(actions);
        new PermissionActions(store).register(actions);
        new MoveActions(store).register(actions);
        return new Service("sqs", "AmazonSQS", "2012-11-05", "http://queue.amazonaws.com/doc/2012-11-05/",
                new SqsQueryShape(), actions);
    }
}
