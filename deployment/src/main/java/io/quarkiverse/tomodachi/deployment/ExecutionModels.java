package io.quarkiverse.tomodachi.deployment;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jboss.jandex.ClassInfo;
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

    /** Quarkus REST refuses these pairs, too. */
    static void check(MethodInfo method, Consumer<String> problems) {
        contradiction(method::hasDeclaredAnnotation, "", problems);
        ClassInfo declaring = method.declaringClass();
        contradiction(declaring::hasDeclaredAnnotation,
                "is declared in " + declaring.name().withoutPackagePrefix() + ", which ",
                problems);
    }

    private static void contradiction(Predicate<DotName> has, String where, Consumer<String> problems) {
        if (has.test(TomodachiDotNames.NON_BLOCKING)) {
            for (DotName other : List.of(TomodachiDotNames.BLOCKING, TomodachiDotNames.RUN_ON_VIRTUAL_THREAD)) {
                if (has.test(other)) {
                    problems.accept(where + "has both @NonBlocking and @" + other.withoutPackagePrefix()
                            + "; remove one of them");
                }
            }
        }
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
