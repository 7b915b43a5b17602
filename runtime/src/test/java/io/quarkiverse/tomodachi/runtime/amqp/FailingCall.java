package io.quarkiverse.tomodachi.runtime.amqp;

import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.Command;
import com.rabbitmq.client.TrafficListener;

/** Has the client fail with the next call of a kind, before it is written. */
public final class FailingCall implements TrafficListener {

    private final AtomicReference<Class<?>> next = new AtomicReference<>();

    /** @param call the interface of the method, as in {@link com.rabbitmq.client.AMQP} */
    public void fail(Class<?> call) {
        next.set(call);
    }

    @Override
    public void write(Command command) {
        Class<?> call = next.get();
        if (call != null && call.isInstance(command.getMethod()) && next.compareAndSet(call, null)) {
            throw new OutOfMemoryError("on purpose");
        }
    }

    @Override
    public void read(Command command) {
        // answers come as ever
    }
}
