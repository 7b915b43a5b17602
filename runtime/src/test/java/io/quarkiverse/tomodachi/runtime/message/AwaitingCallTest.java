package io.quarkiverse.tomodachi.runtime.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.SqsMessage;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

class AwaitingCallTest {

    private final List<String> calls = new ArrayList<>();

    @AfterEach
    void mayBeBlocked() {
        Infrastructure.setCanCallerThreadBeBlockedSupplier(() -> true);
    }

    @Test
    void doesNothingOnAThreadThatMustNotBeBlocked() {
        Infrastructure.setCanCallerThreadBeBlockedSupplier(() -> false);

        List<Method> methods = methods();
        assertThat(methods).hasSize(9);
        for (Method method : methods) {
            assertThat(catchThrowable(() -> call(method))).as(method.toString()).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The method " + method.getName() + " waits")
                    .hasMessageContaining("Use the Uni of " + method.getName().replace("AndAwait", "") + ", or");
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void doesWhatItIsForOnOthers() throws Throwable {
        List<Method> methods = methods();
        for (Method method : methods) {
            call(method);
        }
        assertThat(calls).isEqualTo(methods.stream().map(method -> method.getName().replace("AndAwait", "")).toList());
    }

    private static List<Method> methods() {
        return Stream.of(AmqpPublisher.class, AwsSnsSqsPublisher.class, SqsMessage.class)
                .flatMap(type -> Stream.of(type.getMethods())).filter(method -> method.getName().endsWith("AndAwait")).toList();
    }

    private void call(Method method) throws Throwable {
        Class<?> type = method.getDeclaringClass();
        Object target = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (self, called, arguments) -> {
            if (called.isDefault()) {
                return InvocationHandler.invokeDefault(self, called, arguments);
            }
            calls.add(called.getName());
            return Uni.createFrom().nullItem();
        });
        InvocationHandler.invokeDefault(target, method, new Object[method.getParameterCount()]);
    }
}
