package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import org.jboss.jandex.ClassType;
import org.jboss.logging.Logger;

import io.quarkiverse.amazon.common.deployment.RequireAmazonClientInjectionBuildItem;
import io.quarkiverse.amazon.common.runtime.ClientUtil;
import io.quarkiverse.tomodachi.deployment.message.ChannelAttributesBuildItem;
import io.quarkiverse.tomodachi.deployment.message.InjectedTypes;
import io.quarkiverse.tomodachi.deployment.message.MessageBinders;
import io.quarkiverse.tomodachi.deployment.message.MessageBinders.Carried;
import io.quarkiverse.tomodachi.deployment.message.MessageChannel;
import io.quarkiverse.tomodachi.deployment.message.MessageChecks;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsConnector;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsEngine;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsPublishers;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsRecorder;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsTransport;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.SettingsRules;
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
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;
import io.quarkus.smallrye.reactivemessaging.deployment.items.InjectedChannelBuildItem;

/** {@code @AwsSnsSqs} and {@code AwsSnsSqsPublisher}. Applications that use neither get none of the beans and clients. */
class AwsSnsSqsProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String TRANSPORT = "aws-sns-sqs";

    /** Connections beside those of the long polls: for deletes, visibility changes and messages that are sent. */
    private static final int CONNECTIONS_FOR_CALLS = 50;

    @BuildStep
    TriggerBuildItem trigger() {
        return new TriggerBuildItem(AwsDotNames.AWS_SNS_SQS, AwsDotNames.AWS_SNS_SQS_LIST, TRANSPORT,
                MessageBinders.of(Carried.TEXT, AwsDotNames.SQS_MESSAGE, AwsDotNames.ATTRIBUTE, new SqsValueBinder()),
                new MessageChecks(AwsSnsSqsProcessor::validate)).withMiddleware(MiddlewareKind.MESSAGE);
    }

    private static void validate(TriggerMethod method, Consumer<String> problems) {
        HandlerSettings settings = HandlerAnnotation.settings(method);
        SettingsRules.expressionProblems(settings).forEach(problems);
        SettingsRules.problems(settings).forEach(problems);
        SettingsRules.warnings(settings)
                .forEach(warning -> LOG.warnf("@AwsSnsSqs method %s %s", method.id(), warning));
        FilterPolicyConditions.check(settings.filterPolicy(), problems);
        HandlerBatches.check(method, problems);
    }

    /** Makes the defaults of the annotation's members known. */
    @BuildStep
    AdditionalIndexedClassesBuildItem annotation() {
        return new AdditionalIndexedClassesBuildItem(AwsDotNames.AWS_SNS_SQS.toString());
    }

    /** Which beans there are is decided before it is known which methods are handlers. */
    @BuildStep
    void beans(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans) {
        beans.produce(new AdditionalBeanBuildItem(AwsSnsSqsPublishers.class));
        if (!index.getIndex().getAnnotations(AwsDotNames.AWS_SNS_SQS).isEmpty()
                || !index.getIndex().getAnnotations(AwsDotNames.AWS_SNS_SQS_LIST).isEmpty()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(AwsSnsSqsConnector.class));
        }
    }

    @BuildStep
    void used(List<HandlerBuildItem> handlers, BeanDiscoveryFinishedBuildItem beans,
            BuildProducer<AwsSnsSqsUsedBuildItem> used) {
        if (!own(handlers).isEmpty() || InjectedTypes.contain(beans, AwsDotNames.PUBLISHER)) {
            used.produce(new AwsSnsSqsUsedBuildItem(own(handlers)));
        }
    }

    @BuildStep
    void clients(Optional<AwsSnsSqsUsedBuildItem> used, List<HandlerBuildItem> handlers,
            BuildProducer<RequireAmazonClientInjectionBuildItem> clients,
            BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (used.isEmpty()) {
            return;
        }
        clients.produce(new RequireAmazonClientInjectionBuildItem(AwsDotNames.SQS_CLIENT, ClientUtil.DEFAULT_CLIENT_NAME));
        clients.produce(new RequireAmazonClientInjectionBuildItem(AwsDotNames.SNS_CLIENT, ClientUtil.DEFAULT_CLIENT_NAME));
        // answers must not need a worker, since all of them may be waiting for one
        for (String service : List.of("sns", "sqs")) {
            defaults.produce(new RunTimeConfigurationDefaultBuildItem(
                    "quarkus." + service + ".async-client.advanced.use-future-completion-thread-pool", "false"));
        }
        defaults.produce(new RunTimeConfigurationDefaultBuildItem("quarkus.sqs.async-client.max-concurrency",
                Integer.toString(longPolls(own(handlers)) + CONNECTIONS_FOR_CALLS)));
    }

    /** As many as are open at the same time when all queues are full. */
    private static int longPolls(List<HandlerBuildItem> handlers) {
        return QueueTopics.of(handlers).stream()
                .mapToInt(queue -> HandlerBatches.polls(queue.handler().getMethod())).sum();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void engine(Optional<AwsSnsSqsUsedBuildItem> used, AwsSnsSqsRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (used.isPresent()) {
            beans.produce(SyntheticBeanBuildItem.configure(AwsSnsSqsEngine.class).scope(Singleton.class).unremovable()
                    .setRuntimeInit().addInjectionPoint(ClassType.create(AwsDotNames.SQS_CLIENT))
                    .addInjectionPoint(ClassType.create(AwsDotNames.SNS_CLIENT))
                    .addInjectionPoint(ClassType.create("java.util.concurrent.ScheduledExecutorService"))
                    .createWith(recorder.engine()).done());
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void transport(Optional<AwsSnsSqsUsedBuildItem> used, List<HandlerBuildItem> handlers,
            BeanDiscoveryFinishedBuildItem discovered, AwsSnsSqsRecorder recorder, RecorderContext context,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (used.isEmpty()) {
            return;
        }
        List<MessageHandler> messageHandlers = new ArrayList<>();
        QueueTopics.of(own(handlers)).forEach(queue -> messageHandlers
                .add(new MessageChannel(queue.handler(), AwsSnsSqsConnector.NAME).describe(context, discovered)));
        beans.produce(SyntheticBeanBuildItem.configure(AwsSnsSqsTransport.class).addType(Transport.class)
                .scope(Singleton.class).unremovable().setRuntimeInit()
                .addInjectionPoint(ClassType.create(AwsSnsSqsEngine.class))
                .addInjectionPoint(ClassType.create(MessageReceivers.class))
                .createWith(recorder.transport(messageHandlers)).done());
    }

    @BuildStep
    void channels(List<HandlerBuildItem> handlers, BuildProducer<ChannelBuildItem> channels,
            BuildProducer<InjectedChannelBuildItem> injected, BuildProducer<ChannelAttributesBuildItem> defaults,
            BuildProducer<ValidationErrorBuildItem> errors) {
        List<HandlerBuildItem> own = own(handlers);
        List<Throwable> clashes = QueueClashes.find(own);
        QueueTopics.of(own).forEach(queue -> {
            queue.check(problem -> clashes.add(new IllegalStateException(problem)));
            HandlerChannel.of(queue).produce(channels, injected, defaults);
        });
        if (!clashes.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(clashes));
        }
    }

    private static List<HandlerBuildItem> own(List<HandlerBuildItem> handlers) {
        return handlers.stream().filter(handler -> TRANSPORT.equals(handler.getTransport())).toList();
    }
}
