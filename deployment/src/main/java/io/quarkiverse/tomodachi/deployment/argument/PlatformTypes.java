package io.quarkiverse.tomodachi.deployment.argument;

import java.util.List;
import java.util.function.Predicate;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem.DefaultIgnoreTypePredicate;

/**
 * The classes of the platform, which are no data: they hold or carry data, or stand for a request or message. Records are data
 * wherever they come from.
 *
 * @param application finds the classes of the application itself, which are data whatever their package
 * @param all finds all classes
 */
record PlatformTypes(IndexView application, IndexView all) implements Predicate<DotName> {

    private static final List<String> PACKAGES = List.of("io.quarkus.", "io.quarkiverse.tomodachi.", "io.smallrye.",
            "io.vertx.", "io.netty.", "org.jboss.", "com.google.protobuf.");

    @Override
    public boolean test(DotName name) {
        return DefaultIgnoreTypePredicate.INSTANCE.test(name)
                || application.getClassByName(name) == null && PACKAGES.stream().anyMatch(name.toString()::startsWith)
                        && !isRecord(name);
    }

    private boolean isRecord(DotName name) {
        ClassInfo info = all.getClassByName(name);
        return info != null && info.isRecord();
    }
}
