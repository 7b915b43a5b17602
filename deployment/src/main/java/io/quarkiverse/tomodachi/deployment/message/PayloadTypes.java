package io.quarkiverse.tomodachi.deployment.message;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.message.MessageBinders.Carried;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;

/** Refuses types that could not be read from any message, so that each one would be discarded. */
final class PayloadTypes {

    private static final String BYTES = "[B";
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

    private final Carried carried;

    /** @param carried what the messages of the transport are made of */
    PayloadTypes(Carried carried) {
        this.carried = carried;
    }

    /** @throws BindingException if the data of a message cannot become the type of the parameter */
    void check(HandlerParameter parameter) {
        DotName envelope = EnvelopeClass.of(parameter.handler());
        IndexView index = parameter.handler().index();
        boolean message = ProtobufTypes.isMessage(parameter.type(), index);
        if (message) {
            ProtobufTypes.check(parameter.type(), index, envelope, carried);
        } else if (envelope.equals(EnvelopeClass.PROTOBUF) && !BYTES.equals(parameter.type().name().toString())) {
            throw new BindingException("of type " + parameter.type() + ", but ProtobufEnvelope carries protobuf messages;"
                    + " take a class that was generated for one, or byte[]");
        } else {
            check(parameter.type(), index);
        }
    }

    private static void check(Type type, IndexView index) {
        if (type.kind() != Type.Kind.CLASS && type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return;
        }
        if (API.equals(type.name().packagePrefix())) {
            throw noData(type);
        }
        if (ProtobufTypes.isOfLibrary(type, index)) {
            throw new BindingException("of type " + type + ", which is a protobuf message or holds one, and cannot be read from"
                    + " JSON; take the message itself, or byte[]");
        }
        if (isOfPlatform(type.name().toString())
                && ClassHierarchy.of(type.name(), index).stream().anyMatch(NO_DATA::contains)) {
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

    private static BindingException noData(Type type) {
        return new BindingException("of type " + type + ", which the data of a message cannot become; remove it, or inject it"
                + " into the service");
    }
}
