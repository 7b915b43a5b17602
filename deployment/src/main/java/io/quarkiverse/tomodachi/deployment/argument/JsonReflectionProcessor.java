package io.quarkiverse.tomodachi.deployment.argument;

import java.util.List;

import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/** Lets Jackson see, in native executables, the classes that handlers take and return. */
class JsonReflectionProcessor {

    @BuildStep
    void payloads(List<HandlerBuildItem> handlers, ApplicationArchivesBuildItem archives, CombinedIndexBuildItem index,
            BuildProducer<ReflectiveHierarchyBuildItem> reflective) {
        PlatformTypes platform = new PlatformTypes(archives.getRootArchive().getIndex(), index.getComputingIndex());
        for (HandlerBuildItem handler : handlers) {
            Registration registration = new Registration("handler " + handler.getMethod().id(), index, platform, reflective);
            handler.getMethod().method().parameterTypes().forEach(registration::register);
            registration.register(handler.getMethod().method().returnType());
        }
    }

    private record Registration(String source, CombinedIndexBuildItem index, PlatformTypes platform,
            BuildProducer<ReflectiveHierarchyBuildItem> reflective) {

        void register(Type type) {
            switch (type.kind()) {
                case ARRAY -> register(type.asArrayType().constituent());
                case WILDCARD_TYPE -> register(type.asWildcardType().extendsBound());
                case TYPE_VARIABLE -> type.asTypeVariable().bounds().forEach(this::register);
                case PARAMETERIZED_TYPE -> {
                    type.asParameterizedType().arguments().forEach(this::register);
                    produce(type);
                }
                case CLASS -> produce(type);
                default -> {
                    // primitive types need nothing
                }
            }
        }

        /** What libraries bring is looked at as well, whether they are indexed or not. */
        private void produce(Type type) {
            if (!platform.test(type.name())) {
                reflective.produce(ReflectiveHierarchyBuildItem.builder(type).index(index.getComputingIndex()).source(source)
                        .ignoreTypePredicate(platform).build());
            }
        }
    }
}
