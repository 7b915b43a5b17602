package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.ClusterLocks;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BeanResolver;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Schedules of which only one of several replicas calls the handler, and the names of all. */
class ClusterProcessor {

    /** Adds the locks only where they are used: ShedLock is not there otherwise. */
    @BuildStep
    void locks(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<UnremovableBeanBuildItem> unremovable) {
        if (isUsed(index.getIndex()) && QuarkusClassLoader.isClassPresentAtRuntime(ScheduleDotNames.LOCK_PROVIDER.toString())) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ClusterLocks.class));
            unremovable.produce(UnremovableBeanBuildItem.beanTypes(Set.of(ScheduleDotNames.LOCK_PROVIDER)));
        }
    }

    private static boolean isUsed(IndexView index) {
        List<AnnotationInstance> all = new ArrayList<>(index.getAnnotations(ScheduleDotNames.SCHEDULE));
        index.getAnnotations(ScheduleDotNames.SCHEDULE_LIST).forEach(list -> all.addAll(List.of(list.value().asNestedArray())));
        return all.stream().map(annotation -> annotation.value(ScheduleDotNames.CLUSTER))
                .anyMatch(cluster -> cluster != null && cluster.asBoolean());
    }

    @BuildStep
    void check(List<HandlerBuildItem> handlers, ValidationPhaseBuildItem validation,
            BuildProducer<ValidationErrorBuildItem> errors) {
        List<TriggerMethod> methods = handlers.stream()
                .filter(handler -> ScheduleProcessor.TRANSPORT.equals(handler.getTransport()))
                .sorted().map(HandlerBuildItem::getMethod).toList();
        List<Throwable> problems = new ArrayList<>();
        List<TriggerMethod> clustered = methods.stream().filter(ScheduleMembers::isOncePerCluster).toList();
        String problem = clustered.isEmpty() ? null : providerProblem(validation.getBeanResolver());
        if (problem != null) {
            clustered.forEach(method -> problems.add(new IllegalStateException(method.describe() + " " + problem)));
        }
        checkUnique(methods, ScheduleDotNames.IDENTITY, problems);
        checkUnique(clustered, ScheduleDotNames.LOCK_NAME, problems);
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    private static String providerProblem(BeanResolver beans) {
        Collection<BeanInfo> providers = QuarkusClassLoader
                .isClassPresentAtRuntime(ScheduleDotNames.LOCK_PROVIDER.toString())
                        ? beans.resolveBeans(Type.create(ScheduleDotNames.LOCK_PROVIDER, Type.Kind.CLASS))
                        : List.of();
        if (providers.isEmpty()) {
            return "is to be called once per cluster, but there is no bean of " + ScheduleDotNames.LOCK_PROVIDER
                    + " to lock others out; add a dependency of ShedLock for the store that all replicas share, such as"
                    + " net.javacrumbs.shedlock:shedlock-provider-jdbc, and a method with @Produces @Singleton that makes the"
                    + " provider, such as new JdbcLockProvider(dataSource)";
        }
        if (providers.size() > 1) {
            return "is to be called once per cluster, but there are several beans of " + ScheduleDotNames.LOCK_PROVIDER + ": "
                    + providers.stream().map(BeanInfo::toString).sorted().collect(Collectors.joining(", "))
                    + "; give all but one a qualifier, or make one an alternative";
        }
        return null;
    }

    /** Two schedules with one lock would take each other's calls away. */
    private static void checkUnique(List<TriggerMethod> methods, String member, List<Throwable> problems) {
        Map<String, TriggerMethod> first = new HashMap<>();
        for (TriggerMethod method : methods) {
            AnnotationValue value = method.annotation().value(member);
            String name = value == null ? "" : value.asString().trim();
            TriggerMethod other = name.isEmpty() || ConfiguredText.isExpression(name) ? null : first.putIfAbsent(name, method);
            if (other != null) {
                problems.add(new IllegalStateException(method.describe() + " has the " + member + " '" + name + "' like "
                        + other.describe() + "; give one of them another"));
            }
        }
    }
}
