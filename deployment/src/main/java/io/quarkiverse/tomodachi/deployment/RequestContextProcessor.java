package io.quarkiverse.tomodachi.deployment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.invocation.RequestContextRecorder;
import io.quarkiverse.tomodachi.runtime.invocation.RequestContexts;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanContainerBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.processor.BeanDeploymentValidator.ValidationContext;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BuildExtension;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.arc.processor.InjectionPointInfo;
import io.quarkus.arc.processor.ObserverInfo;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Spares handlers the request context, which costs more than all else that is done for a call, where nobody could use it. */
class RequestContextProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi");

    /** Classes that refer to the beans below for the sake of others. */
    private static final List<String> KNOWN = List.of("io.quarkus.", "io.quarkiverse.tomodachi.runtime.");

    /** Beans that each application with HTTP has. They know nothing but the request that somebody told them. */
    private static final Set<DotName> OF_EACH_APPLICATION = Set.of(
            DotName.createSimple("io.quarkus.vertx.http.runtime.CurrentVertxRequest"),
            DotName.createSimple("io.quarkus.vertx.http.runtime.CurrentRequestProducer"));

    /** By which code asks for any bean. */
    private static final List<DotName> LOOKUPS = List.of(DotName.createSimple(CDI.class),
            DotName.createSimple(BeanManager.class),
            DotName.createSimple(BeanContainer.class), DotName.createSimple(Arc.class),
            DotName.createSimple(ArcContainer.class));

    /** Whose look-ups are for beans of their own. */
    private static final List<String> LOOKING_FOR_THEIR_OWN = List.of("io.smallrye.", "org.eclipse.microprofile.", "jakarta.",
            "org.hibernate.");

    private static final List<DotName> TURNS = List.of(DotName.createSimple(Initialized.class),
            DotName.createSimple(BeforeDestroyed.class), DotName.createSimple(Destroyed.class));

    @BuildStep
    AdditionalBeanBuildItem bean() {
        return AdditionalBeanBuildItem.unremovableOf(RequestContexts.class);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void decide(InvocationBuildTimeConfig config, ValidationPhaseBuildItem validation, CombinedIndexBuildItem index,
            BeanContainerBuildItem container, RequestContextRecorder recorder) {
        if (config.requestContext() == RequestContextUse.ALWAYS) {
            return;
        }
        Optional<String> user = user(validation.getContext(), index.getIndex());
        if (user.isPresent()) {
            LOG.debugf("Handlers are called with a request context because of %s", user.get());
        } else {
            recorder.unused();
        }
    }

    /** What could use a request context. */
    private static Optional<String> user(ValidationContext context, IndexView index) {
        Stream<String> beans = context.beans().stream()
                .filter(bean -> BuiltinScope.REQUEST.is(bean.getScope()) && !isOfEachApplication(bean)).map(BeanInfo::toString);
        Stream<String> points = context.getInjectionPoints().stream().filter(RequestContextProcessor::refersToIt)
                .map(InjectionPointInfo::getTargetInfo);
        Stream<String> classes = OF_EACH_APPLICATION.stream().flatMap(name -> index.getKnownUsers(name).stream())
                .filter(RequestContextProcessor::isOfOthers).map(ClassInfo::toString);
        Stream<String> lookups = LOOKUPS.stream().flatMap(name -> index.getKnownUsers(name).stream())
                .filter(RequestContextProcessor::looksUpAnything).map(ClassInfo::toString);
        Stream<String> observers = context.get(BuildExtension.Key.OBSERVERS).stream()
                .filter(RequestContextProcessor::observesIt).map(ObserverInfo::toString);
        return Stream.of(beans, points, classes, lookups, observers).flatMap(Function.identity()).findFirst();
    }

    private static boolean looksUpAnything(ClassInfo type) {
        return isOfOthers(type) && LOOKING_FOR_THEIR_OWN.stream().noneMatch(type.name().toString()::startsWith);
    }

    private static boolean observesIt(ObserverInfo observer) {
        return observer.getQualifiers().stream().anyMatch(qualifier -> TURNS.contains(qualifier.name())
                && BuiltinScope.REQUEST.getName().equals(qualifier.value().asClass().name()));
    }

    private static boolean isOfEachApplication(BeanInfo bean) {
        return OF_EACH_APPLICATION.contains(bean.getBeanClass());
    }

    private static boolean refersToIt(InjectionPointInfo point) {
        if (point.getTargetBean().filter(RequestContextProcessor::isOfEachApplication).isPresent()) {
            return false;
        }
        if (point.isProgrammaticLookup()) {
            Type required = point.getRequiredType();
            return OF_EACH_APPLICATION.contains(required.name())
                    || isOfOthers(point) && required.name().equals(DotName.OBJECT_NAME);
        }
        BeanInfo bean = point.getResolvedBean();
        return bean != null && BuiltinScope.REQUEST.is(bean.getScope());
    }

    private static boolean isOfOthers(InjectionPointInfo point) {
        ClassInfo type = point.getTargetBean().map(BeanInfo::getImplClazz).orElse(null);
        return type == null || isOfOthers(type);
    }

    private static boolean isOfOthers(ClassInfo type) {
        return KNOWN.stream().noneMatch(type.name().toString()::startsWith);
    }
}
