package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldType;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;

/** A message on its way. The first of its routing keys is the one it was published with. */
public record Message(String exchange, List<String> routingKeys, Content content) {

    private static final String CARBON_COPY = "CC";
    private static final String BLIND_CARBON_COPY = "BCC";

    /**
     * A message as published. The headers CC and BCC add routing keys, and BCC is taken out.
     *
     * @throws io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException when one of these headers is not a list
     */
    public static Message published(String exchange, String routingKey, Content content) {
        FieldTable headers = content.properties().headers();
        List<String> keys = new ArrayList<>(List.of(routingKey));
        addKeys(headers, CARBON_COPY, keys);
        addKeys(headers, BLIND_CARBON_COPY, keys);
        if (headers.get(BLIND_CARBON_COPY).isEmpty()) {
            return new Message(exchange, List.copyOf(keys), content);
        }
        return new Message(exchange, List.copyOf(keys),
                content.with(content.properties().withHeaders(headers.without(BLIND_CARBON_COPY))));
    }

    public String routingKey() {
        return routingKeys.get(0);
    }

    /** The routing keys that receivers may see: all but those from BCC. */
    List<String> visibleRoutingKeys() {
        long copies = content.properties().headers().elements(CARBON_COPY).stream().filter(FieldValue::isText).count();
        return routingKeys.subList(0, (int) Math.min(routingKeys.size(), 1 + copies));
    }

    private static void addKeys(FieldTable headers, String name, List<String> keys) {
        FieldValue value = headers.get(name).orElse(null);
        if (value == null) {
            return;
        }
        if (value.type() != FieldType.ARRAY) {
            throw Refusals.precondition("invalid message: {unacceptable_type_in_header,\"" + name + "\","
                    + value.type().label() + "}");
        }
        value.elements().stream().filter(FieldValue::isText).forEach(element -> keys.add(element.text()));
    }
}
