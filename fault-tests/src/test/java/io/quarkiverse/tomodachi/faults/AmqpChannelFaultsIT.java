package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.faults.RabbitMqNode.Depth;

/** The broker closes channels while messages are under way there, and deletes what they are on their way to. */
@ExtendWith(BrokerExtension.class)
class AmqpChannelFaultsIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Depth WELL = new Depth(0, 0, 1);
    private static final int PREFETCH = 100;
    private static final int TIMES = 3;

    private static final String MISSING = "{'queue.declare', 0, <<\"missing\">>, true, false, false, false, false, []}";
    private static final String UNDELIVERED = "{'basic.ack', 1000000000, false}";

    private final RabbitMqNode broker;

    AmqpChannelFaultsIT(RabbitMqNode broker) {
        this.broker = broker;
    }

    /** For what the broker takes to come from the application, which asks for what is not there, or settles too much. */
    @Test
    void areClosedWhileMessagesAreHandled() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port()).ready();
                Load load = new Load(ledger, "reactive", 500)) {
            for (int time = 1; time <= TIMES; time++) {
                end(ledger, application, MISSING, "was lost: 404 NOT_FOUND", time);
                end(ledger, application, UNDELIVERED, "was lost: 406 PRECONDITION_FAILED", time);
            }
            load.close();
            assertThat(ledger.settle("Consumer's channel closed 3 times with 404 and 406", load))
                    .as("no more than were under way").isLessThanOrEqualTo(2 * TIMES * PREFETCH);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("reactive")).isEqualTo(WELL));
            assertThat(application.terminate()).isZero();
        }
    }

    private void end(Ledger ledger, Replica application, String method, String told, int times) throws Exception {
        int before = ledger.handled();
        await().atMost(LIMIT).until(() -> ledger.handled() > before + 100);
        broker.control("eval", "{ok, Queue} = rabbit_amqqueue:lookup({resource, <<\"/\">>, queue, <<\"reactive\">>}),"
                + " [rabbit_channel:do(element(1, Consumer), " + method
                + ") || Consumer <- rabbit_amqqueue:consumers(Queue)].");
        await().atMost(LIMIT).until(() -> count(application, told) == times);
    }

    private static int count(Replica application, String text) {
        return application.output().split(text, -1).length - 1;
    }

    /**
     * With what is in it, as that is what it is to delete a queue; what a consumer has by then is handled. What is confirmed
     * from when the queue is there again is handled.
     */
    @Test
    void loseTheirQueueUnderLoad() throws Exception {
        try (Ledger ledger = new Ledger(broker);
                Replica application = new Replica(broker.port(), "-Dfaults.pause=20ms").ready();
                Load load = new Load(ledger, "blocking", 300)) {
            await().atMost(LIMIT).until(() -> ledger.handled() > 100 && broker.depth("blocking").ready() > 100);
            int deleted;
            try (Connection connection = ledger.connect()) {
                deleted = connection.createChannel().queueDelete("blocking").getMessageCount();
            }
            await().atMost(LIMIT).ignoreExceptions().until(() -> broker.depth("blocking").consumers() == 1);
            int again = load.published();
            await().atMost(LIMIT).until(() -> load.published() > again + 500);
            load.close();
            Set<String> gone = ledger.count("Queue deleted under load, with what is in it", load).lost();
            List<String> lost = gone.stream().filter(id -> Load.number(id) >= again).toList();
            System.out.printf("%-46s in it %10d   on the way to it %d   returned %d   of those sent later lost %d%n",
                    "... gone with the queue", deleted, gone.size() - deleted, load.returned().size(), lost.size());
            assertThat(lost).isEmpty();
            assertThat(gone).hasSizeGreaterThanOrEqualTo(deleted);
            // what the broker had read when it deleted the queue, and what the queue was sent before it ended
            assertThat(gone.size() - deleted).as("on the way").isLessThan(Load.WINDOW);
            await().atMost(LIMIT).untilAsserted(() -> assertThat(broker.depth("blocking")).isEqualTo(WELL));
            assertThat(application.terminate()).isZero();
        }
    }
}
