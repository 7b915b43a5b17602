package io.quarkiverse.tomodachi.runtime.middleware;

import java.lang.annotation.Annotation;

import io.quarkiverse.tomodachi.AsyncDecorator;
import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.runtime.invocation.UnusableResultException;
import io.smallrye.mutiny.Uni;

/** A decorator of the application, with the annotation that it stands for. */
final class DecoratorLayer implements Layer {

    private final BeanReference<AsyncDecorator<Annotation>> decorator;
    private final String className;
    private final Annotation annotation;

    DecoratorLayer(String bean, String className, Annotation annotation) {
        this.decorator = new BeanReference<>(bean);
        this.className = className;
        this.annotation = annotation;
    }

    @Override
    public Uni<Object> apply(HandlerCall call, Next next) throws Exception {
        AsyncDecorator<Annotation> bean = decorator.get();
        if (bean instanceof Decorator<Annotation> synchronous) {
            return follow(synchronous.decorate(annotation, call), call, next);
        }
        Uni<Decision> decision = bean.decide(annotation, call);
        if (decision == null) {
            throw noDecision(call);
        }
        return decision.chain(decided -> follow(decided, call, next));
    }

    private Uni<Object> follow(Decision decision, HandlerCall call, Next next) {
        if (decision == null) {
            throw noDecision(call);
        }
        return decision.goesOn() ? next.proceed() : Uni.createFrom().item(decision.result());
    }

    private UnusableResultException noDecision(HandlerCall call) {
        return new UnusableResultException("Decorator " + className + " returned null for " + call.handler()
                + "; return Decision.goOn() or Decision.result(...)");
    }
}
