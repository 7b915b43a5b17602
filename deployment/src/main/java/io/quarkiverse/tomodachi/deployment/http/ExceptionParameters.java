package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.http.argument.FailureArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** The parameters of an error handler that take what was raised; one of them may say for which exceptions it is. */
final class ExceptionParameters {

    private static final Set<Class<?>> ALWAYS_THERE = Set.of(HttpException.class, Throwable.class);
    private static final DotName HTTP_EXCEPTION = DotName.createSimple(HttpException.class);

    private ExceptionParameters() {
    }

    static void check(TriggerMethod method, Consumer<String> problems) {
        List<DotName> classes = method.method().parameterTypes().stream()
                .map(type -> type.name())
                .filter(name -> isThrowable(name, method.index()) && !name.equals(HttpDotNames.THROWABLE)
                        && !name.equals(HTTP_EXCEPTION))
                .distinct().toList();
        if (classes.size() > 1) {
            problems.accept("is for " + classes.get(0) + " and for " + classes.get(1)
                    + ", which are never raised at once; write a method for each");
        }
    }

    /** The class of exceptions that an error handler is for. */
    static Class<?> failureOf(List<ArgumentResolver<?>> arguments) {
        List<Class<?>> types = arguments.stream().filter(FailureArgument.class::isInstance)
                .<Class<?>> map(argument -> ((FailureArgument) argument).type()).toList();
        return types.stream().filter(type -> !ALWAYS_THERE.contains(type)).findFirst()
                .orElse(types.isEmpty() ? Throwable.class : types.get(0));
    }

    static boolean isThrowable(DotName name, IndexView index) {
        for (DotName current = name; current != null;) {
            if (current.equals(HttpDotNames.THROWABLE)) {
                return true;
            }
            ClassInfo info = index.getClassByName(current);
            current = info == null ? null : info.superName();
        }
        return false;
    }
}
