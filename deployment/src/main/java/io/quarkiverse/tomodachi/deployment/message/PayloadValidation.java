package io.quarkiverse.tomodachi.deployment.message;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.MessageValidator;
import io.quarkiverse.tomodachi.ValidateWith;
import io.quarkiverse.tomodachi.deployment.argument.JsonTypes;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.message.argument.PayloadArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.ValidatedArgument;
import io.quarkus.deployment.util.JandexUtil;

/** Validators of the data of messages. */
final class PayloadValidation {

    static final DotName VALIDATE_WITH = DotName.createSimple(ValidateWith.class);

    private static final DotName VALIDATOR = DotName.createSimple(MessageValidator.class);

    private PayloadValidation() {
    }

    /** @throws BindingException if the validator is for another type */
    static ValidatedArgument of(PayloadArgument payload, AnnotationInstance annotation, HandlerParameter parameter) {
        Type validator = annotation.value().asClass();
        DotName wanted = validated(validator.name(), parameter.handler().index());
        if (wanted != null && !accepts(wanted, parameter)) {
            throw new BindingException("of type " + parameter.type() + " with a validator for " + wanted + ", "
                    + validator.name() + "; name one for the type of the parameter");
        }
        return new ValidatedArgument(payload, JsonTypes.of(validator).raw());
    }

    /** The type that a validator is for, {@code null} if it is known only at run time. */
    private static DotName validated(DotName validator, IndexView index) {
        ClassInfo type = index.getClassByName(validator);
        List<Type> arguments = type == null || type.isInterface() ? List.of()
                : JandexUtil.resolveTypeParameters(validator, VALIDATOR, index);
        return arguments.size() != 1 || arguments.get(0).kind() == Type.Kind.TYPE_VARIABLE ? null : arguments.get(0).name();
    }

    private static boolean accepts(DotName wanted, HandlerParameter parameter) {
        Type type = parameter.type();
        DotName given = type.kind() == Type.Kind.PRIMITIVE ? PrimitiveType.box(type.asPrimitiveType()).name() : type.name();
        return wanted.equals(DotName.OBJECT_NAME) || ClassHierarchy.of(given, parameter.handler().index()).contains(wanted);
    }
}
