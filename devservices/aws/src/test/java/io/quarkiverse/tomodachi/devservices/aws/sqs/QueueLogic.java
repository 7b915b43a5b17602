package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store of queues whose time is in the test's hand. */
abstract class QueueLogic {
    final FakeClock clock = new FakeClock();
    final QueueStore store = new QueueStore("us-east-1", "123456789012", clock, true, 1_000_000);

    Queue standard(String name, String... attributes) {
        return store.create(name, map(attributes), Map.of());
    }

    Queue fifo(String name, String... attributes) {
        Map<String, String> all = new HashMap<>(map(attributes));
        all.put("FifoQueue", "true");
        return store.create(name + ".fifo", all, Map.of());
    }

    private static Map<String, String> map(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static String redriveTo(Queue deadLetters, int maxReceiveCount) {
        return "{\"deadLetterTargetArn\":\"" + deadLetters.arn() + "\",\"maxReceiveCount\":" + maxReceiveCount + "}";
    }

    static SentMessage send(Queue queue, String body) {
        return queue.send(new NewMessage(body, Map.of(), null, null, null, null));
    }

    static SentMessage send(Queue queue, String body, String group, String deduplicationId) {
        return queue.send(new NewMessage(body, Map.of(), null, group, deduplicationId, null));
    }

    static List<String> bodies(List<ReceivedMessage> received) {
        return received.stream().map(message -> message.message().body()).toList();
    }

    static List<String> receive(Queue queue) {
        return bodies(queue.receive(10, null));
    }
}
