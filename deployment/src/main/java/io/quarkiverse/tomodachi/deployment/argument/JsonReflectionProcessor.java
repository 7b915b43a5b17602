package io.quarkiverse.tomodachi.deployment.argument;

import java.util.List;

import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/** Lets Jackson see, in native executables, the classes that handlers take and return. */
class JsonReflectionProcessor {

    @BuildStep
    void payloads(List<HandlerBuildItem> handlers, CombinedIndexBuildItem index,
            BuildProducer<ReflectiveHierarchyBuildItem> reflective) {
        for (HandlerBuildItem handler : handlers) {
            String source = "handler " + handler.getMethod().id();
            handler.getMethod().method().parameterTypes().forEach(type -> register(type, source, index.getIndex(), reflective));
            register(handler.getMethod().method().returnType(), source, index.getIndex(), reflective);
        }
    }

    private static void register(Type type, String source, IndexView index,
            BuildProducer<ReflectiveHierarchyBuildItem> reflective) {
        switch (type.kind()) {
            case ARRAY -> register(type.asArrayType().constituent(), source, index, reflective);
            case PARAMETERIZED_TYPE -> type.asParameterizedType().arguments()
                    .forEach(argument -> register(argument, source, index, reflective));
            default -> {
                // what is not indexed is a type of a library, which registers what it needs itself
            }
        }
        if (index.getClassByName(type.name()) != null) {
            reflective.produce(ReflectiveHierarchyBuildItem.builder(type).index(index).source(source)
                    .ignoreTypePredicate(ReflectiveHierarchyBuildItem.DefaultIgnoreTypePredicate.INSTANCE).build());
        }
    }
}
