package io.quarkiverse.tomodachi.deployment.message;

import java.util.function.Consumer;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Validator;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureRules;

/** Checks what handlers of messages have in common, and then what the transport checks. */
public final class MessageChecks implements Validator {

    static final DotName DEDUPLICATE = DotName.createSimple(Deduplicate.class);

    private final Validator transport;

    public MessageChecks(Validator transport) {
        this.transport = transport;
    }

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        transport.validate(method, problems);
        Batches.check(method, problems);
        String envelope = EnvelopeClass.problem(method.annotation().value("envelope"), method.index());
        if (envelope != null) {
            problems.accept(envelope);
        }
        FailureRules.problems(FailureAnnotations.read(method.method().declaredAnnotation(FailureAnnotations.FAILURE_POLICY)),
                member -> "has a @FailurePolicy whose " + member).forEach(problems);
        if (method.method().hasDeclaredAnnotation(DEDUPLICATE)) {
            checkDuplicates(method, problems);
        }
    }

    private static void checkDuplicates(TriggerMethod method, Consumer<String> problems) {
        String problem = FailureRules.windowProblem(window(method));
        if (problem != null) {
            problems.accept("has a @Deduplicate that " + problem);
        }
        if (EnvelopeClass.of(method).equals(EnvelopeClass.NONE)) {
            problems.accept("has @Deduplicate, but without an envelope messages have no UUID to know copies by; use"
                    + " JsonEnvelope, ProtobufEnvelope or one of your own, or remove it");
        }
    }

    /** How long messages are known, {@code null} if not at all. */
    static String window(TriggerMethod method) {
        AnnotationInstance annotation = method.method().declaredAnnotation(DEDUPLICATE);
        return annotation == null ? null : annotation.valueWithDefault(method.index()).asString();
    }
}
