package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.message.DeliveryBatch;

/** Takes what a queue brings, single messages and batches, and tells each its outcome. */
public class Taker implements Subscriber<Message<?>> {

    public final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    /** How many came together. */
    final List<Integer> sizes = new CopyOnWriteArrayList<>();
    volatile Subscription subscription;
    private final long demand;
    private final Consumer<Delivery> settle;

    /** Asks for all there is. */
    public Taker(Consumer<Delivery> settle) {
        this(Long.MAX_VALUE, settle);
    }

    Taker(long demand, Consumer<Delivery> settle) {
        this.demand = demand;
        this.settle = settle;
    }

    public static void nothing(Delivery delivery) {
    }

    public static String text(Delivery delivery) {
        try {
            return (String) delivery.open(new NoEnvelope()).data();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> texts() {
        return deliveries.stream().map(Taker::text).toList();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(demand);
    }

    @Override
    public void onNext(Message<?> message) {
        List<? extends Delivery> all = message.getPayload() instanceof DeliveryBatch batch ? batch.deliveries()
                : List.of((Delivery) message.getPayload());
        sizes.add(all.size());
        deliveries.addAll(all);
        all.forEach(settle);
    }

    @Override
    public void onError(Throwable failure) {
        throw new IllegalStateException(failure);
    }

    @Override
    public void onComplete() {
        throw new IllegalStateException("never completes");
    }
}
