package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A probe that takes a second or more and waits nearly all the time, so that it is run beside others. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Slow {
}
