package io.quarkiverse.tomodachi.deployment.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.middleware.BeanCheck;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkiverse.tomodachi.runtime.message.MessageRecorder;
import io.quarkiverse.tomodachi.runtime.message.settings.DeclaredHandler;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.AdditionalIndexedClassesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** What the transports of messages share. */
class MessageProcessor {

    private static final DotName SERVICE = DotName.createSimple(TomodachiService.class);

    /** Removed where no transport injects them. */
    @BuildStep
    AdditionalBeanBuildItem shared() {
        return new AdditionalBeanBuildItem(MessageReceivers.class, PublishObservers.class);
    }

    /** So that the defaults of its members are known. */
    @BuildStep
    AdditionalIndexedClassesBuildItem annotation() {
        return new AdditionalIndexedClassesBuildItem(MessageChecks.DEDUPLICATE.toString());
    }

    /** Nothing injects them. */
    @BuildStep
    UnremovableBeanBuildItem envelopes(CombinedIndexBuildItem index, List<TriggerBuildItem> triggers) {
        Set<DotName> named = new HashSet<>();
        List<DotName> annotations = new ArrayList<>(List.of(SERVICE));
        triggers.stream().filter(MessageProcessor::bringsMessages).forEach(trigger -> annotations.add(trigger.getAnnotation()));
        for (DotName annotation : annotations) {
            for (AnnotationInstance use : index.getIndex().getAnnotationsWithRepeatable(annotation,
                    index.getComputingIndex())) {
                DotName envelope = EnvelopeClass.named(use.value("envelope"));
                if (envelope != null) {
                    named.add(envelope);
                }
            }
        }
        return new UnremovableBeanBuildItem(bean -> bean.isClassBean() && named.contains(bean.getBeanClass()));
    }

    @BuildStep
    void validators(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans) {
        Set<DotName> validators = validators(index.getIndex());
        if (!validators.isEmpty()) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable().setDefaultScope(DotNames.SINGLETON)
                    .addBeanClasses(validators.stream().map(DotName::toString).toList()).build());
        }
    }

    private static Set<DotName> validators(IndexView index) {
        return index.getAnnotations(PayloadValidation.VALIDATE_WITH).stream()
                .map(annotation -> annotation.value().asClass().name()).collect(Collectors.toCollection(TreeSet::new));
    }

    @BuildStep
    void validate(CombinedIndexBuildItem index, List<TriggerBuildItem> triggers, BeanRegistrationPhaseBuildItem phase,
            BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> problems = new ArrayList<>(new FailurePlaces(index.getIndex(), triggers).find());
        BeanCheck beans = new BeanCheck(phase, index.getComputingIndex());
        for (DotName validator : validators(index.getIndex())) {
            String problem = beans.problem(validator);
            if (problem != null) {
                problems.add(new IllegalStateException("@ValidateWith names " + validator + ", " + problem));
            }
        }
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    /** Before anything starts. */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void settings(List<ServiceBuildItem> services, List<HandlerBuildItem> handlers, List<TriggerBuildItem> triggers,
            MessageRecorder recorder) {
        Set<String> transports = triggers.stream().filter(MessageProcessor::bringsMessages)
                .map(TriggerBuildItem::getTransport).collect(Collectors.toSet());
        List<DeclaredHandler> declared = new ArrayList<>();
        handlers.stream().filter(handler -> transports.contains(handler.getTransport())).sorted()
                .forEach(handler -> declared.add(MessageChannel.declare(handler)));
        recorder.check(services.stream().map(ServiceBuildItem::getName).sorted().toList(), declared);
    }

    private static boolean bringsMessages(TriggerBuildItem trigger) {
        return trigger.getMiddleware() == MiddlewareKind.MESSAGE;
    }
}
