package io.quarkiverse.tomodachi.deployment.message;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;

/** Reads what annotations say of failures. */
final class FailureAnnotations {

    static final DotName FAILURE_POLICY = DotName.createSimple(FailurePolicy.class);

    private FailureAnnotations() {
    }

    /** That on the trigger before that on the method before that on the class. */
    static FailureSettings of(TriggerMethod method) {
        FailureSettings trigger = FailureSettings.of(value(method.annotation(), "onFailure",
                value -> OnFailure.valueOf(value.asEnum())));
        return trigger.or(read(method.method().declaredAnnotation(FAILURE_POLICY)))
                .or(read(ofClass(method.service().getBeanClass(), method.index())));
    }

    /** The nearest one, as annotations of classes are inherited. */
    private static AnnotationInstance ofClass(ClassInfo type, IndexView index) {
        for (ClassInfo current = type; current != null; current = parent(current, index)) {
            if (current.hasDeclaredAnnotation(FAILURE_POLICY)) {
                return current.declaredAnnotation(FAILURE_POLICY);
            }
        }
        return null;
    }

    private static ClassInfo parent(ClassInfo type, IndexView index) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }

    /** @param annotation may be {@code null} */
    static FailureSettings read(AnnotationInstance annotation) {
        if (annotation == null) {
            return FailureSettings.NONE;
        }
        return new FailureSettings(value(annotation, "onFailure", value -> OnFailure.valueOf(value.asEnum())),
                value(annotation, "attempts", AnnotationValue::asInt),
                value(annotation, "initialDelay", AnnotationValue::asString),
                value(annotation, "maxDelay", AnnotationValue::asString),
                value(annotation, "multiplier", AnnotationValue::asDouble),
                value(annotation, "jitter", AnnotationValue::asDouble),
                value(annotation, "rejectOn", FailureAnnotations::names),
                value(annotation, "exhausted", value -> Exhausted.valueOf(value.asEnum())));
    }

    private static List<String> names(AnnotationValue types) {
        return Arrays.stream(types.asClassArray()).map(type -> type.name().toString()).toList();
    }

    private static <T> T value(AnnotationInstance annotation, String member, Function<AnnotationValue, T> as) {
        AnnotationValue value = annotation.value(member);
        return value == null ? null : as.apply(value);
    }
}
