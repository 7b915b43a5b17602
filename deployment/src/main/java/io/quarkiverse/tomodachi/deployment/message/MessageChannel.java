package io.quarkiverse.tomodachi.deployment.message;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadParser;
import io.quarkiverse.tomodachi.runtime.message.settings.DeclaredHandler;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.InjectedChannelBuildItem;

/**
 * The reactive messaging channel that brings the messages of one handler. Its attributes are defaults: an application can
 * override each one as {@code mp.messaging.incoming.<channel>.<attribute>}.
 */
public final class MessageChannel {

    private final HandlerBuildItem handler;
    private final String connector;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    public MessageChannel(HandlerBuildItem handler, String connector) {
        this.handler = handler;
        this.connector = connector;
        attribute("connector", connector);
    }

    /** Sets an attribute; an empty value is left out. */
    public MessageChannel attribute(String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
        return this;
    }

    /** {@code tomodachi-amqp-shop-ship}. */
    public String name() {
        return "tomodachi-" + handler.getName();
    }

    /** Declares the channel. */
    public void produce(BuildProducer<ChannelBuildItem> channels, BuildProducer<InjectedChannelBuildItem> injected,
            BuildProducer<ChannelAttributesBuildItem> defaults) {
        channels.produce(ChannelBuildItem.incoming(name(), connector));
        injected.produce(InjectedChannelBuildItem.of(name()));
        Map<String, String> named = new LinkedHashMap<>();
        attributes.forEach((attribute, value) -> named.put("mp.messaging.incoming." + name() + "." + attribute, value));
        defaults.produce(new ChannelAttributesBuildItem(named));
    }

    /** The handler in the form in which it is recorded. */
    public MessageHandler describe(RecorderContext context, BeanDiscoveryFinishedBuildItem beans) {
        DotName envelope = EnvelopeClass.named(handler.getMethod().annotation().value("envelope"));
        Class<?> message = ProtobufTypes.messageOf(handler);
        RuntimeValue<PayloadParser> parser = message == null ? null
                : context.newInstance(ProtobufTypes.parser(message.getName()));
        return new MessageHandler(handler.describe(context), name(),
                envelope == null ? null : EnvelopeClass.source(envelope, beans, context), declare(handler), parser);
    }

    static DeclaredHandler declare(HandlerBuildItem handler) {
        TriggerMethod method = handler.getMethod();
        return new DeclaredHandler(method.service().getName(), method.method().name(), method.describe(),
                method.value("concurrency").asInt(), FailureAnnotations.of(method), MessageChecks.window(method),
                !EnvelopeClass.of(method).equals(EnvelopeClass.NONE));
    }
}
