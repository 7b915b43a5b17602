package io.quarkiverse.tomodachi.deployment.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class MiddlewareMistakesTest {

    private static final String SERVICE = "@TomodachiService " + Shop.class.getName() + " has ";
    private static final String TEST = MiddlewareMistakesTest.class.getSimpleName() + ".";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Unfinished.class, Inner.class, Fine.class, Refused.class,
                    Generic.class, Any.class, ForOther.class, Vanishing.class, Nested.class, Level.class, Hidden.class,
                    Mismatched.class, Good.class, Abstract.class, Undecided.class, Shop.class, NoService.class))
            .assertException(failure -> assertThat(text(failure)).contains(
                    SERVICE + Unfinished.class.getName() + " in httpMiddleware, which is not a concrete class; name a class",
                    SERVICE + Inner.class.getName() + " in httpMiddleware, which is not a bean; make it",
                    SERVICE + Fine.class.getName() + " in httpMiddleware, which is in the list already; remove one of them",
                    SERVICE + Refused.class.getName() + " in messageMiddleware, which is not a bean; make it",
                    "@HandlerDecorator annotation " + Vanishing.class.getName() + " has the retention SOURCE",
                    "@HandlerDecorator annotation " + Nested.class.getName() + " has the member 'any' of the annotation type",
                    "@HandlerDecorator annotation " + Hidden.class.getName() + " has the member 'level' of the type "
                            + Level.class.getName() + ", which is not public; make it public",
                    "@HandlerDecorator annotation " + Mismatched.class.getName() + " names the decorator "
                            + ForOther.class.getName() + ", which is for " + Good.class.getName()
                            + "; make it implement Decorator<" + TEST + "Mismatched>",
                    "@HandlerDecorator annotation " + Undecided.class.getName() + " names the decorator "
                            + Abstract.class.getName() + ", which is not a concrete class",
                    "@" + TEST + "Good method " + Shop.class.getName() + "#helper() is not called as a handler",
                    "@" + TEST + "Good method " + Shop.class.getName() + "#files() is not called as a handler",
                    "@" + TEST + "Good class " + NoService.class.getName() + " has no handlers")
                    .doesNotContain("#fine()"));

    abstract static class Unfinished implements HttpMiddleware {
    }

    class Inner implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            return next.proceed();
        }
    }

    static class Fine implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            return next.proceed();
        }
    }

    @Vetoed
    static class Refused implements MessageMiddleware {

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            return next.proceed();
        }
    }

    abstract static class Generic<A extends Annotation> implements Decorator<A> {

        @Override
        public Decision decorate(A annotation, HandlerCall call) {
            return Decision.goOn();
        }
    }

    static class Any extends Generic<Annotation> {
    }

    static class ForOther extends Generic<Good> {
    }

    @Retention(RetentionPolicy.SOURCE)
    @HandlerDecorator(Any.class)
    @interface Vanishing {
    }

    @HandlerDecorator(Any.class)
    @interface Nested {
        Vanishing any();
    }

    enum Level {
        LOW
    }

    @HandlerDecorator(Any.class)
    @interface Hidden {
        Level[] level();
    }

    @HandlerDecorator(ForOther.class)
    @interface Mismatched {
    }

    @HandlerDecorator(ForOther.class)
    @interface Good {
    }

    abstract static class Abstract extends Generic<Undecided> {
    }

    @HandlerDecorator(Abstract.class)
    @interface Undecided {
    }

    @TomodachiService(value = "shop", httpMiddleware = { Fine.class, Unfinished.class, Inner.class,
            Fine.class }, messageMiddleware = Refused.class)
    static class Shop {

        @Good
        @Http.Get("/fine")
        String fine() {
            return "";
        }

        @Good
        String helper() {
            return "";
        }

        @Good
        @HttpStatic(path = "files", url = "/files/")
        void files() {
        }
    }

    @Good
    static class NoService {
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
