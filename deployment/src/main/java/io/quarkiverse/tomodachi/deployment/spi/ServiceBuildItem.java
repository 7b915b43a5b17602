package io.quarkiverse.tomodachi.deployment.spi;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.builder.item.MultiBuildItem;

/** A service: a class with {@code @TomodachiService}. */
public final class ServiceBuildItem extends MultiBuildItem implements Comparable<ServiceBuildItem> {

    private final BeanInfo bean;
    private final String name;
    private final AnnotationInstance annotation;

    public ServiceBuildItem(BeanInfo bean, String name, AnnotationInstance annotation) {
        this.bean = bean;
        this.name = name;
        this.annotation = annotation;
    }

    public BeanInfo getBean() {
        return bean;
    }

    public ClassInfo getBeanClass() {
        return bean.getTarget().get().asClass();
    }

    public String getName() {
        return name;
    }

    public AnnotationInstance getAnnotation() {
        return annotation;
    }

    public DotName getClassName() {
        return getBeanClass().name();
    }

    @Override
    public int compareTo(ServiceBuildItem other) {
        return getClassName().compareTo(other.getClassName());
    }
}
