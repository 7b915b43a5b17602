package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Supplier;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDeliveries;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;

class HandoverTest {

    private final Deque<Supplier<List<SqsDelivery>>> source = new ArrayDeque<>();
    private final List<Object> handedOn = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Handover handover = new Handover(() -> source.isEmpty() ? List.of() : source.poll().get(), new Taking(),
            false, () -> later.add(this::drain));

    private void drain() {
        handover.drain();
    }

    @Test
    void what_cannot_be_got_once_holds_up_nothing_later() {
        SqsDelivery delivery = SqsDeliveries.ofGroup("g");
        source.add(() -> {
            throw new OutOfMemoryError("on purpose");
        });
        source.add(() -> List.of(delivery));
        assertThatThrownBy(handover::drain).isInstanceOf(OutOfMemoryError.class);
        later.remove().run();
        assertThat(handedOn).containsExactly(delivery);
        assertThat(handover.end()).isCompleted();
    }

    private final class Taking implements Subscriber<Message<?>> {

        @Override
        public void onSubscribe(Subscription subscription) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onNext(Message<?> message) {
            handedOn.add(message.getPayload());
        }

        @Override
        public void onError(Throwable failure) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onComplete() {
            throw new UnsupportedOperationException();
        }
    }
}
