package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.amqp.codec.ExchangeMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;

/** An exchange with the bindings that lead away from it. */
public final class Exchange implements BindingTarget {

    private final String name;
    private final ExchangeType type;
    private final boolean durable;
    private final boolean autoDelete;
    private final boolean internal;
    private final FieldTable arguments;
    private final Map<Binding, RouteMatcher> bindings = new LinkedHashMap<>();
    private boolean wasBound;

    Exchange(Declare declaration, ExchangeType type) {
        this.name = declaration.exchange();
        this.type = type;
        this.durable = declaration.durable();
        this.autoDelete = declaration.autoDelete();
        this.internal = declaration.internal();
        this.arguments = declaration.arguments();
    }

    @Override
    public String name() {
        return name;
    }

    public ExchangeType type() {
        return type;
    }

    public boolean durable() {
        return durable;
    }

    public boolean autoDelete() {
        return autoDelete;
    }

    public boolean internal() {
        return internal;
    }

    public FieldTable arguments() {
        return arguments;
    }

    /** Whether nothing leads from here. */
    public boolean unused() {
        return bindings.isEmpty();
    }

    public List<Binding> bindings() {
        return List.copyOf(bindings.keySet());
    }

    void bind(Binding binding) {
        bindings.computeIfAbsent(binding, b -> type.matcher(b.routingKey(), b.arguments()));
        wasBound = true;
    }

    boolean unbind(Binding binding) {
        return bindings.remove(binding) != null;
    }

    boolean unbindTarget(BindingTarget target) {
        return bindings.keySet().removeIf(binding -> binding.target() == target);
    }

    /** Whether it is an auto-delete exchange that lost its last binding. */
    boolean outlived() {
        return autoDelete && wasBound && bindings.isEmpty();
    }

    List<BindingTarget> targets(Message message) {
        FieldTable headers = type == ExchangeType.HEADERS ? message.content().properties().headers() : FieldTable.EMPTY;
        return bindings.entrySet().stream()
                .filter(entry -> message.routingKeys().stream().anyMatch(key -> entry.getValue().matches(key, headers)))
                .map(entry -> entry.getKey().target())
                .distinct()
                .toList();
    }
}
