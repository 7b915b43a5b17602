package io.quarkiverse.tomodachi.deployment.middleware;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Decoration;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.spi.HandlerDescription.Layer;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.deployment.builditem.AnnotationProxyBuildItem;
import io.quarkus.gizmo.ClassOutput;

/** Finds what stands around a handler: the middleware of its service, then decorators. What is no bean is left out here. */
public final class HandlerLayers {

    private final Map<DotName, BeanInfo> beans = new HashMap<>();
    private final DecoratorAnnotations decorators;
    private final AnnotationProxyBuildItem annotations;
    private final ClassOutput classOutput;

    public HandlerLayers(BeanRegistrationPhaseBuildItem phase, DecoratorAnnotations decorators,
            AnnotationProxyBuildItem annotations, ClassOutput classOutput) {
        phase.getContext().beans().classBeans().forEach(bean -> beans.put(bean.getBeanClass(), bean));
        this.decorators = decorators;
        this.annotations = annotations;
        this.classOutput = classOutput;
    }

    /** The layers of a handler, the outermost first. */
    public List<Layer> of(TriggerMethod method, TriggerBuildItem trigger) {
        List<Layer> layers = new ArrayList<>();
        AnnotationValue middleware = method.service().getAnnotation().value(trigger.getMiddleware().member());
        if (middleware != null) {
            for (Type type : middleware.asClassArray()) {
                add(type.name(), null, layers);
            }
        }
        for (DecoratorUse use : decorators(method, trigger.getDecoration())) {
            add(use.decorator(), use, layers);
        }
        return layers;
    }

    private List<DecoratorUse> decorators(TriggerMethod method, Decoration decoration) {
        List<DecoratorUse> uses = new ArrayList<>();
        if (decoration == Decoration.CLASS_AND_METHOD) {
            ClassInfo service = method.service().getBeanClass();
            uses.addAll(decorators.among(service.declaredAnnotations()));
            if (!service.name().equals(method.method().declaringClass().name())) {
                uses.addAll(decorators.among(method.method().declaringClass().declaredAnnotations()));
            }
        }
        if (decoration != Decoration.NONE) {
            uses.addAll(decorators.among(method.method().declaredAnnotations()));
        }
        uses.sort(Comparator.comparingInt(DecoratorUse::priority));
        return uses;
    }

    private void add(DotName type, DecoratorUse use, List<Layer> layers) {
        BeanInfo bean = beans.get(type);
        if (bean != null) {
            layers.add(new Layer(bean.getIdentifier(), type.toString(), use == null ? null : proxy(use)));
        }
    }

    /** Stands for an instance of the annotation that is generated and recorded, as there is no reflection at run time. */
    private Annotation proxy(DecoratorUse use) {
        return annotations.builder(use.annotation(), load(use.type().name())).build(classOutput);
    }

    @SuppressWarnings("unchecked")
    private static Class<Annotation> load(DotName name) {
        try {
            return (Class<Annotation>) Class.forName(name.toString(), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The annotation " + name + " is not on the class path; add the dependency", e);
        }
    }
}
