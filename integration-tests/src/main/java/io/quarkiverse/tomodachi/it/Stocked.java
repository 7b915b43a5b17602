package io.quarkiverse.tomodachi.it;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.Response;

/** Lets only those requests pass whose header {@code X-Place} is the value. */
@HandlerDecorator(Stocked.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@interface Stocked {

    String value();

    class Check implements Decorator<Stocked> {

        @Override
        public Decision decorate(Stocked annotation, HandlerCall call) {
            String place = ((HttpCall) call).request().request().getHeader("X-Place");
            return annotation.value().equals(place) ? Decision.goOn()
                    : Decision.result(Response.status(409).body("not on the " + annotation.value()));
        }
    }
}
