package io.quarkiverse.tomodachi.deployment;

import java.util.Set;
import java.util.function.Predicate;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.spi.ExecutionModel;

/** The rule of Quarkus REST for where a method runs: annotations first, those of the method before those of its class. */
final class ExecutionModels {

    private static final Set<DotName> ASYNCHRONOUS = Set.of(TomodachiDotNames.UNI, TomodachiDotNames.MULTI,
            TomodachiDotNames.COMPLETION_STAGE,
            TomodachiDotNames.COMPLETABLE_FUTURE);

    private ExecutionModels() {
    }

    static ExecutionModel of(MethodInfo method) {
        ExecutionModel model = annotated(method::hasDeclaredAnnotation);
        if (model == null) {
            model = annotated(method.declaringClass()::hasDeclaredAnnotation);
        }
        if (model == null) {
            model = ASYNCHRONOUS.contains(method.returnType().name()) ? ExecutionModel.EVENT_LOOP : ExecutionModel.WORKER;
        }
        return model;
    }

    private static ExecutionModel annotated(Predicate<DotName> has) {
        if (has.test(TomodachiDotNames.RUN_ON_VIRTUAL_THREAD)) {
            return ExecutionModel.VIRTUAL_THREAD;
        }
        if (has.test(TomodachiDotNames.BLOCKING) || has.test(TomodachiDotNames.TRANSACTIONAL)) {
            return ExecutionModel.WORKER;
        }
        return has.test(TomodachiDotNames.NON_BLOCKING) ? ExecutionModel.EVENT_LOOP : null;
    }
}
