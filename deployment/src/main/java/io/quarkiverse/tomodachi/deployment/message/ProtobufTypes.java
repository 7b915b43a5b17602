package io.quarkiverse.tomodachi.deployment.message;

import java.lang.reflect.Modifier;

import org.jboss.jandex.ArrayType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.message.MessageBinders.Carried;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.runtime.message.argument.BatchArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.PayloadArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.ValidatedArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Protobuf messages as parameters of handlers. */
final class ProtobufTypes {

    private static final Type BYTES = ArrayType.create(PrimitiveType.BYTE, 1);

    private ProtobufTypes() {
    }

    static boolean isMessage(Type type, IndexView index) {
        return type.kind() == Type.Kind.CLASS && ClassHierarchy.of(type.name(), index).contains(ProtobufLibrary.MESSAGE);
    }

    /** Whether the class, or what it extends, comes from the library. */
    static boolean isOfLibrary(Type type, IndexView index) {
        return ClassHierarchy.of(type.name(), index).stream()
                .anyMatch(name -> ProtobufLibrary.PACKAGE.equals(name.packagePrefix()));
    }

    /** @throws BindingException if no message of the handler could become that type */
    static void check(Type type, IndexView index, DotName envelope, Carried carried) {
        String subject = "of type " + type + ", which is a protobuf message";
        if (!ProtobufLibrary.isPresent()) {
            throw new BindingException(subject + ", but the library is not there at run time; add the dependency "
                    + ProtobufLibrary.DEPENDENCY);
        }
        if (parseMethod(index.getClassByName(type.name())) == null) {
            throw new BindingException(subject + " that was not generated, so that bytes cannot be parsed as one; take a"
                    + " generated class");
        }
        if (envelope.equals(EnvelopeClass.JSON)) {
            throw new BindingException(subject + ", but JsonEnvelope carries JSON; use ProtobufEnvelope"
                    + (carried == Carried.BYTES ? " or NoEnvelope" : ""));
        }
        if (envelope.equals(EnvelopeClass.NONE) && carried == Carried.TEXT) {
            throw new BindingException(subject + ", but SNS and SQS carry text, so that its bytes need an envelope; use"
                    + " ProtobufEnvelope");
        }
    }

    /** {@code parseFrom(byte[])}, which each generated class has; {@code null} if there is none. */
    static MethodInfo parseMethod(ClassInfo type) {
        MethodInfo method = type == null ? null : type.method("parseFrom", BYTES);
        return method == null || !Modifier.isStatic(method.flags()) || !Modifier.isPublic(type.flags()) ? null : method;
    }

    /** The class of the protobuf message that a handler takes, {@code null} for none. */
    static Class<?> messageOf(HandlerBuildItem handler) {
        for (ArgumentResolver<?> argument : handler.getArguments()) {
            Object single = argument instanceof BatchArgument batch ? batch.element() : argument;
            PayloadArgument payload = single instanceof ValidatedArgument validated ? validated.payload()
                    : single instanceof PayloadArgument plain ? plain : null;
            if (payload != null) {
                Class<?> type = payload.type().raw();
                DotName name = DotName.createSimple(type);
                return ClassHierarchy.of(name, handler.getMethod().index()).contains(ProtobufLibrary.MESSAGE) ? type : null;
            }
        }
        return null;
    }

    /** The name of the class that is generated to parse a message. */
    static String parser(String message) {
        return message + "_TomodachiMessageParser";
    }
}
