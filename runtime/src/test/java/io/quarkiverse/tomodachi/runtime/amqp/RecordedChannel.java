package io.quarkiverse.tomodachi.runtime.amqp;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** A connection and its only channel, which do nothing but note what is called. */
public final class RecordedChannel {

    private static final Map<Class<?>, Object> ANSWERS = Map.of(boolean.class, true, int.class, 0, long.class, 1L);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
    private final Connection connection = proxy(Connection.class, proxy(Channel.class, null));

    public Connection connection() {
        return connection;
    }

    /** Runs with each call of the method, before it answers. */
    public void before(String method, Runnable hook) {
        hooks.put(method, hook);
    }

    /** Has each call of the method fail, after it was noted, with an {@link IOException}. */
    public void fail(String method, String text) {
        failures.put(method, text);
    }

    /**
     * The methods that were called, each with its arguments.
     *
     * @param prefixes what the names of those that are asked for begin with, nothing for all
     */
    public List<String> calls(String... prefixes) {
        return calls.stream().filter(call -> prefixes.length == 0 || Stream.of(prefixes).anyMatch(call::startsWith)).toList();
    }

    private <T> T proxy(Class<T> type, Channel channel) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> {
            calls.add(arguments == null ? method.getName()
                    : Stream.of(arguments).map(String::valueOf).collect(Collectors.joining(" ", method.getName() + " ", "")));
            hooks.getOrDefault(method.getName(), () -> {
            }).run();
            String failure = failures.get(method.getName());
            if (failure != null) {
                throw new IOException(failure);
            }
            return method.getName().equals("getNextPublishSeqNo") ? Long.valueOf(1 + calls("basicPublish").size())
                    : ANSWERS.getOrDefault(method.getReturnType(), channel);
        }));
    }
}
