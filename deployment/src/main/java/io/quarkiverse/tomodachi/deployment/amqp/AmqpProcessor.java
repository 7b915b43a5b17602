package io.quarkiverse.tomodachi.deployment.amqp;

import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.AMQP;
import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.AMQP_LIST;
import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.AMQP_MESSAGE;
import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.HEADER;
import static io.quarkiverse.tomodachi.deployment.amqp.AmqpDotNames.PUBLISHER;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.jandex.ClassType;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.deployment.message.ChannelAttributesBuildItem;
import io.quarkiverse.tomodachi.deployment.message.InjectedTypes;
import io.quarkiverse.tomodachi.deployment.message.MessageBinders;
import io.quarkiverse.tomodachi.deployment.message.MessageBinders.Carried;
import io.quarkiverse.tomodachi.deployment.message.MessageChecks;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.runtime.amqp.AmqpRecorder;
import io.quarkiverse.tomodachi.runtime.amqp.AmqpTransport;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConnector;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpPublishers;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.AdditionalIndexedClassesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.InjectedChannelBuildItem;

/** Handlers of AMQP messages, and what publishes. Applications without either get nothing of it. */
class AmqpProcessor {

    private static final String TRANSPORT = "amqp";

    @BuildStep
    TriggerBuildItem trigger() {
        return new TriggerBuildItem(AMQP, AMQP_LIST, TRANSPORT,
                MessageBinders.of(Carried.BYTES, AMQP_MESSAGE, HEADER, new AmqpBinder()),
                new MessageChecks(new AmqpValidator()))
                .withMiddleware(MiddlewareKind.MESSAGE);
    }

    /** So that the defaults of its members are known. */
    @BuildStep
    AdditionalIndexedClassesBuildItem annotation() {
        return new AdditionalIndexedClassesBuildItem(AMQP.toString());
    }

    /** The connector has to be known before it is known which annotations belong to services; the rest is removed if unused. */
    @BuildStep
    void beans(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans) {
        beans.produce(AdditionalBeanBuildItem.builder().addBeanClasses(AmqpConsumers.class, AmqpSender.class,
                AmqpPublishers.class, BrokerConnections.class).build());
        if (hasHandlers(index.getIndex())) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(AmqpConnector.class));
        }
    }

    @BuildStep
    void used(List<HandlerBuildItem> handlers, BeanDiscoveryFinishedBuildItem beans, BuildProducer<AmqpUsedBuildItem> used) {
        if (!ours(handlers).isEmpty() || InjectedTypes.contain(beans, PUBLISHER)) {
            used.produce(new AmqpUsedBuildItem());
        }
    }

    private static boolean hasHandlers(IndexView index) {
        return !index.getAnnotations(AMQP).isEmpty() || !index.getAnnotations(AMQP_LIST).isEmpty();
    }

    @BuildStep
    void queues(List<HandlerBuildItem> handlers, BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> problems = new ArrayList<>(new AmqpQueues().problems(ours(handlers)));
        AmqpBindings.of(ours(handlers)).forEach(
                consumer -> consumer.check(problem -> problems.add(new IllegalStateException(problem))));
        problems.addAll(new AmqpDeclarations().problems(ours(handlers)));
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    @BuildStep
    void channels(List<HandlerBuildItem> handlers, BuildProducer<ChannelBuildItem> channels,
            BuildProducer<InjectedChannelBuildItem> injected, BuildProducer<ChannelAttributesBuildItem> defaults) {
        AmqpBindings.of(ours(handlers))
                .forEach(consumer -> AmqpChannel.of(consumer, ours(handlers)).produce(channels, injected, defaults));
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void transport(List<HandlerBuildItem> handlers, BeanDiscoveryFinishedBuildItem discovered, AmqpRecorder recorder,
            RecorderContext context, BuildProducer<SyntheticBeanBuildItem> beans) {
        List<MessageHandler> receiving = new ArrayList<>();
        for (AmqpBindings consumer : AmqpBindings.of(ours(handlers))) {
            receiving.add(AmqpChannel.of(consumer, ours(handlers)).describe(context, discovered));
        }
        if (!receiving.isEmpty() || InjectedTypes.contain(discovered, PUBLISHER)) {
            beans.produce(SyntheticBeanBuildItem.configure(AmqpTransport.class).addType(Transport.class)
                    .scope(Singleton.class).unremovable()
                    .addInjectionPoint(ClassType.create(MessageReceivers.class))
                    .addInjectionPoint(ClassType.create(AmqpConsumers.class))
                    .addInjectionPoint(ClassType.create(AmqpSender.class))
                    .addInjectionPoint(ClassType.create(BrokerConnections.class))
                    .createWith(recorder.transport(receiving)).done());
        }
    }

    private static List<HandlerBuildItem> ours(List<HandlerBuildItem> handlers) {
        return handlers.stream().filter(handler -> TRANSPORT.equals(handler.getTransport())).sorted().toList();
    }
}
