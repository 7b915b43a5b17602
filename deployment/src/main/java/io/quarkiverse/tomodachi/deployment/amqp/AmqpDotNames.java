package io.quarkiverse.tomodachi.deployment.amqp;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Header;

/** Names of the AMQP transport. */
final class AmqpDotNames {

    static final DotName AMQP = DotName.createSimple(Amqp.class);
    static final DotName AMQP_LIST = DotName.createSimple(Amqp.List.class);
    static final DotName AMQP_MESSAGE = DotName.createSimple(AmqpMessage.class);
    static final DotName PUBLISHER = DotName.createSimple(AmqpPublisher.class);
    static final DotName HEADER = DotName.createSimple(Header.class);
    static final DotName STRING = DotName.createSimple(String.class);
    static final DotName BOOLEAN = DotName.createSimple(boolean.class);
    static final DotName BOXED_BOOLEAN = DotName.createSimple(Boolean.class);

    private AmqpDotNames() {
    }
}
