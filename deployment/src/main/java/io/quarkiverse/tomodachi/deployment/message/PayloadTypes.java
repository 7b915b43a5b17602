package io.quarkiverse.tomodachi.deployment.message;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;

/** Refuses types that Jackson could not read from any message, so that each one would be discarded. */
final class PayloadTypes {

    private static final String PROTOBUF = "com.google.protobuf";
    private static final String API = TomodachiService.class.getPackageName();

    private static final List<String> PLATFORM = List.of("java.", "jakarta.", "io.vertx.", "io.smallrye.");

    private static final Set<DotName> NO_DATA = Set.of(DotName.createSimple(AutoCloseable.class),
            DotName.createSimple(Runnable.class), DotName.createSimple("java.util.concurrent.Callable"),
            DotName.createSimple("java.util.concurrent.CompletionStage"),
            DotName.createSimple("java.util.concurrent.Executor"), DotName.createSimple("java.util.concurrent.Future"),
            DotName.createSimple("java.util.concurrent.Flow$Publisher"),
            DotName.createSimple("io.smallrye.mutiny.Uni"), DotName.createSimple("io.vertx.ext.web.RoutingContext"),
            DotName.createSimple("jakarta.enterprise.event.Event"), DotName.createSimple("jakarta.inject.Provider"),
            DotName.createSimple("jakarta.enterprise.inject.spi.InjectionPoint"));

    private PayloadTypes() {
    }

    /** @throws BindingException if the data of a message cannot become that type */
    static void check(Type type, IndexView index) {
        if (type.kind() != Type.Kind.CLASS && type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return;
        }
        if (API.equals(type.name().packagePrefix())) {
            throw noData(type);
        }
        Set<DotName> types = new HashSet<>();
        collect(type.name(), index, types);
        if (types.stream().anyMatch(name -> PROTOBUF.equals(name.packagePrefix()))) {
            throw new BindingException("of type " + type + ", which is a protobuf message; protobuf is not supported,"
                    + " use a class that is read from JSON");
        }
        if (isOfPlatform(type.name().toString()) && types.stream().anyMatch(NO_DATA::contains)) {
            throw noData(type);
        }
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            type.asParameterizedType().arguments().forEach(argument -> check(argument, index));
        }
    }

    /** A class of the application may be data whatever else it is. */
    private static boolean isOfPlatform(String name) {
        return PLATFORM.stream().anyMatch(name::startsWith);
    }

    private static void collect(DotName name, IndexView index, Set<DotName> found) {
        if (name == null || !found.add(name)) {
            return;
        }
        ClassInfo info = index.getClassByName(name);
        if (info != null) {
            collect(info.superName(), index, found);
            info.interfaceNames().forEach(parent -> collect(parent, index, found));
        }
    }

    private static BindingException noData(Type type) {
        return new BindingException("of type " + type + ", which the data of a message cannot become; remove it, or inject it"
                + " into the service");
    }
}
