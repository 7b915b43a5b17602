package io.quarkiverse.tomodachi.deployment.middleware;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;

/** Checks the middleware that a service lists. That it fits the list is the compiler's matter. */
final class MiddlewareCheck {

    private MiddlewareCheck() {
    }

    static List<Throwable> find(ServiceBuildItem service, BeanCheck beans) {
        List<Throwable> problems = new ArrayList<>();
        for (MiddlewareKind kind : MiddlewareKind.values()) {
            Set<DotName> seen = new HashSet<>();
            for (DotName type : MiddlewareProcessor.listed(service.getAnnotation(), kind)) {
                String subject = "@TomodachiService " + service.getClassName() + " has " + type + " in " + kind.member() + ", ";
                String problem = beans.problem(type);
                if (problem != null) {
                    problems.add(new IllegalStateException(subject + problem));
                } else if (!seen.add(type)) {
                    problems.add(new IllegalStateException(subject + "which is in the list already; remove one of them"));
                }
            }
        }
        return problems;
    }
}
