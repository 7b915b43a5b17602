package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;

/**
 * Says for which service an injected {@link AmqpPublisher} or {@link AwsSnsSqsPublisher} speaks, where it is injected into a
 * class that is not a service itself.
 */
@Qualifier
@Retention(RUNTIME)
@Target({ FIELD, METHOD, PARAMETER })
public @interface ForService {

    /** @return the name of the service */
    @Nonbinding
    String value();
}
