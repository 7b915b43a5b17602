package io.quarkiverse.tomodachi.deployment.spi;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

/**
 * A parameter of a handler.
 *
 * @param handler the handler
 * @param info the parameter
 * @param type what is to be bound: its type, or for a list of messages that of its elements
 */
public record HandlerParameter(TriggerMethod handler, MethodParameterInfo info, Type type) {

    public HandlerParameter(TriggerMethod handler, MethodParameterInfo info) {
        this(handler, info, info.type());
    }

    /** Whether it stands for the elements of a list. */
    public boolean isElement() {
        return type != info.type();
    }

    public String name() {
        return info.name();
    }

    public boolean hasType(DotName name) {
        return type.name().equals(name);
    }

    /** The annotation on the parameter, or {@code null}. */
    public AnnotationInstance annotation(DotName name) {
        return info.annotation(name);
    }

    /** The member {@code value} of an annotation that names what the parameter is bound to; the parameter's name if empty. */
    public String nameFrom(AnnotationInstance annotation) {
        return annotation.value() == null || annotation.value().asString().isEmpty() ? name()
                : annotation.value().asString();
    }
}
