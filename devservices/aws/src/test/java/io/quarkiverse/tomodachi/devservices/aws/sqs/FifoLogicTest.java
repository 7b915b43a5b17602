package io.quarkiverse.tomodachi.devservices.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

class FifoLogicTest extends QueueLogic {

    @Test
    void aGroupIsHeldBackWhileOneOfItsMessagesIsInFlight() {
        Queue queue = fifo("groups");
        send(queue, "a1", "a", "1");
        send(queue, "a2", "a", "2");
        send(queue, "b1", "b", "3");

        ReceivedMessage first = queue.receive(1, 30).get(0);
        assertThat(first.message().body()).isEqualTo("a1");
        assertThat(receive(queue)).containsExactly("b1");
        assertThat(queue.visibleCount()).isOne();
        queue.delete(first.receiptHandle());
        assertThat(receive(queue)).containsExactly("a2");
    }

    @Test
    void oneReceiveTakesSeveralOfAGroupInOrder() {
        Queue queue = fifo("batch");
        for (int i = 0; i < 12; i++) {
            send(queue, "m" + i, "g", "d" + i);
        }
        List<ReceivedMessage> received = queue.receive(10, 30);
        assertThat(bodies(received)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
        assertThat(receive(queue)).isEmpty();
        received.forEach(message -> queue.delete(message.receiptHandle()));
        assertThat(receive(queue)).containsExactly("m10", "m11");
    }

    @Test
    void whatWasNotDeletedComesBackInItsPlace() {
        Queue queue = fifo("back");
        send(queue, "m1", "g", "1");
        send(queue, "m2", "g", "2");
        queue.receive(1, 30);
        clock.passSeconds(30);
        assertThat(receive(queue)).containsExactly("m1", "m2");
    }

    @Test
    void anExpiredHandleDoesNotDelete() {
        Queue queue = fifo("expired");
        send(queue, "m", "g", "1");
        String handle = queue.receive(1, 1).get(0).receiptHandle();
        clock.passSeconds(1);
        assertThatThrownBy(() -> queue.delete(handle)).isInstanceOf(ServiceError.class).hasMessageContaining("has expired");
    }

    @Test
    void anIdIsTakenOnceInFiveMinutesEvenAfterTheMessageIsGone() {
        Queue queue = fifo("dedup");
        SentMessage first = send(queue, "m", "g", "id");
        queue.delete(queue.receive(1, 30).get(0).receiptHandle());
        assertThat(send(queue, "other", "g", "id")).isEqualTo(first);
        assertThat(receive(queue)).isEmpty();
        clock.passSeconds(300);
        assertThat(send(queue, "m", "g", "id")).isNotEqualTo(first);
        assertThat(receive(queue)).containsExactly("m");
    }

    @Test
    void contentAndScopeDecideWhatIsTheSame() {
        Queue byContent = fifo("content", "ContentBasedDeduplication", "true");
        send(byContent, "same", "g", null);
        send(byContent, "same", "h", null);
        send(byContent, "other", "g", null);
        assertThat(byContent.visibleCount()).isEqualTo(2);

        Queue byGroup = fifo("scope", "DeduplicationScope", "messageGroup");
        send(byGroup, "m", "g", "id");
        send(byGroup, "m", "h", "id");
        send(byGroup, "m", "h", "id");
        assertThat(byGroup.visibleCount()).isEqualTo(2);
    }

    @Test
    void theMemoryOfIdsIsBounded() {
        DeduplicationWindow window = new DeduplicationWindow();
        for (int i = 0; i < DeduplicationWindow.MAX_ENTRIES + 100; i++) {
            window.put("id" + i, new SentMessage("m", null), clock.millis());
        }
        assertThat(window.size()).isLessThanOrEqualTo(DeduplicationWindow.MAX_ENTRIES);
        window.put("late", new SentMessage("m", null), clock.millis() + DeduplicationWindow.MILLIS);
        assertThat(window.size()).isOne();
    }

    @Test
    void sequenceNumbersRiseAndHaveTwentyDigits() {
        Queue queue = fifo("sequence");
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            numbers.add(send(queue, "m", "g", "d" + i).sequenceNumber());
        }
        assertThat(numbers).allMatch(number -> number.matches("[0-9]{20}")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void orderWithinGroupsHoldsWhateverHappens() {
        Queue queue = fifo("random");
        Random random = new Random(7);
        int sent = 0;
        List<String> done = new ArrayList<>();
        while (done.size() < 300) {
            if (sent < 300) {
                send(queue, String.format("g%d-%03d", sent % 5, sent), "g" + sent % 5, "d" + sent);
                sent++;
            }
            for (ReceivedMessage message : queue.receive(1 + random.nextInt(4), 1 + random.nextInt(3))) {
                if (random.nextBoolean()) {
                    queue.delete(message.receiptHandle());
                    done.add(message.message().body());
                } else {
                    break;
                }
            }
            clock.passSeconds(random.nextInt(3));
        }
        for (int group = 0; group < 5; group++) {
            String prefix = "g" + group + "-";
            assertThat(done.stream().filter(body -> body.startsWith(prefix)).toList()).isSorted().hasSize(60);
        }
    }

    @Test
    void whatHasExpiredIsForgottenThoughNobodyAsks() {
        DeduplicationWindow window = new DeduplicationWindow();
        window.put("id", new SentMessage("id", "1"), clock.millis());
        window.expire(clock.millis() + DeduplicationWindow.MILLIS - 1);
        assertThat(window.size()).isOne();
        window.expire(clock.millis() + DeduplicationWindow.MILLIS);
        assertThat(window.size()).isZero();

        Queue queue = fifo("forgetful", "MessageRetentionPeriod", "60");
        send(queue, "x".repeat(999_000), "g", "d");
        send(queue, "y", "g", "e");
        assertThat(store.isFull()).isTrue();
        clock.passSeconds(60);
        store.cleanUp();
        assertThat(store.isFull()).isFalse();
    }
}
