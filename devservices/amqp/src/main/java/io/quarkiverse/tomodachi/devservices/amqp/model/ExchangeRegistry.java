package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ExchangeMethods.Declare;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;

/** The exchanges of a virtual host and what is bound to them. */
public final class ExchangeRegistry {

    static final String DEFAULT_EXCHANGE = "";
    static final String RESERVED_PREFIX = "amq.";

    private final String host;
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();

    ExchangeRegistry(String host) {
        this.host = host;
        predefine(DEFAULT_EXCHANGE, ExchangeType.DIRECT);
        predefine("amq.direct", ExchangeType.DIRECT);
        predefine("amq.fanout", ExchangeType.FANOUT);
        predefine("amq.topic", ExchangeType.TOPIC);
        predefine("amq.headers", ExchangeType.HEADERS);
        predefine("amq.match", ExchangeType.HEADERS);
        predefine("amq.rabbitmq.trace", ExchangeType.TOPIC);
    }

    public List<Exchange> all() {
        return List.copyOf(exchanges.values());
    }

    public Optional<Exchange> find(String name) {
        return Optional.ofNullable(exchanges.get(name));
    }

    public Exchange get(String name) {
        return find(name).orElseThrow(() -> Refusals.noExchange(name, host));
    }

    /** The exchange, to be changed by a client: not the default one. */
    public Exchange getNamed(String name) {
        refuseDefault(name);
        return get(name);
    }

    public void declare(Declare declaration) {
        String name = declaration.exchange();
        if (declaration.passive()) {
            getNamed(name);
            return;
        }
        ExchangeType type = ExchangeType.ofLabel(declaration.type());
        refuseDefault(name);
        Exchange present = exchanges.get(name);
        if (present != null) {
            requireEquivalent(declaration, present);
            return;
        }
        if (name.startsWith(RESERVED_PREFIX)) {
            throw Refusals.reservedPrefix("exchange", name);
        }
        declaration.arguments().get(Router.ALTERNATE_EXCHANGE).filter(value -> !value.isText()).ifPresent(value -> {
            throw Refusals.precondition("invalid type '" + value.type().label() + "' for arg '" + Router.ALTERNATE_EXCHANGE
                    + "' in " + Refusals.exchange(name, host));
        });
        exchanges.put(name, new Exchange(declaration, type));
    }

    /** Deletes an exchange, when it is there. */
    public void delete(String name, boolean ifUnused) {
        refuseDefault(name);
        if (name.startsWith(RESERVED_PREFIX)) {
            throw new AmqpException(ReplyCode.ACCESS_REFUSED,
                    "deletion of system " + Refusals.exchange(name, host) + " not allowed");
        }
        Exchange exchange = exchanges.get(name);
        if (exchange == null) {
            return;
        }
        if (ifUnused && !exchange.unused()) {
            throw Refusals.precondition(Refusals.exchange(name, host) + " in use");
        }
        remove(exchange);
    }

    public void bind(Binding binding) {
        binding.source().bind(binding);
    }

    /** Takes a binding away; one that is not there is no error. */
    public void unbind(Binding binding) {
        if (binding.source().unbind(binding)) {
            removeOutlived(binding.source());
        }
    }

    /** Takes away all bindings that lead to a queue or an exchange. */
    void unbindTarget(BindingTarget target) {
        for (Exchange exchange : new ArrayList<>(exchanges.values())) {
            if (exchange.unbindTarget(target)) {
                removeOutlived(exchange);
            }
        }
    }

    void keepDurable() {
        new ArrayList<>(exchanges.values()).stream().filter(exchange -> !exchange.durable()).forEach(this::remove);
    }

    private void removeOutlived(Exchange exchange) {
        if (exchange.outlived()) {
            remove(exchange);
        }
    }

    private void remove(Exchange exchange) {
        if (exchanges.remove(exchange.name(), exchange)) {
            unbindTarget(exchange);
        }
    }

    private void requireEquivalent(Declare declaration, Exchange present) {
        Equivalence equivalence = new Equivalence(Refusals.exchange(present.name(), host));
        equivalence.check("type", declaration.type(), present.type().label());
        equivalence.check("durable", declaration.durable(), present.durable());
        equivalence.check("auto_delete", declaration.autoDelete(), present.autoDelete());
        equivalence.check("internal", declaration.internal(), present.internal());
        equivalence.checkArgument(Router.ALTERNATE_EXCHANGE, declaration.arguments(), present.arguments());
    }

    /** Refuses to change the default exchange. */
    public void refuseDefault(String name) {
        if (name.equals(DEFAULT_EXCHANGE)) {
            throw Refusals.defaultExchange();
        }
    }

    private void predefine(String name, ExchangeType type) {
        boolean internal = name.startsWith("amq.rabbitmq.");
        Declare declaration = new Declare(name, type.label(), false, true, false, internal, false, FieldTable.EMPTY);
        exchanges.put(name, new Exchange(declaration, type));
    }
}
