package io.quarkiverse.tomodachi.deployment.http;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Validator;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Checks the members of the HTTP annotations. */
final class HttpValidator implements Validator {

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        HttpTrigger trigger = HttpTrigger.of(method);
        if (trigger.methods().isEmpty()) {
            problems.accept("names no HTTP method; name one, or \"*\" for all");
        } else if (trigger.methods().contains("*") && trigger.methods().size() > 1) {
            problems.accept("names \"*\", which is all HTTP methods, beside others; remove the others");
        }
        repeated(method, problems);
        for (String name : trigger.methods()) {
            if (!name.equals("*") && !name.matches("[A-Z0-9!#$%&'+.^_`|~-]+")) {
                problems.accept("has the HTTP method '" + name + "', which is none; correct it");
            }
        }
        UnloggedStatuses.check(trigger.unlogged(), problems);
        MediaTypeCheck.produces(trigger.produces(), problems);
        ResultTypes.check(method, problems);
        if (UrlCheck.expression(method, trigger.url(), problems)) {
            UrlCheck.groups(method, trigger.url(), problems);
        }
    }

    private static void repeated(TriggerMethod method, Consumer<String> problems) {
        if (HttpDotNames.METHOD_OF.containsKey(method.annotation().name())) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (String name : method.value(HttpDotNames.METHOD).asStringArray()) {
            if (!names.add(name.toUpperCase(Locale.ROOT))) {
                problems.accept("names the HTTP method " + name.toUpperCase(Locale.ROOT) + " more than once; name it once");
            }
        }
    }

    /** Checks the members of {@code @HttpError}. */
    static void error(TriggerMethod method, Consumer<String> problems) {
        int status = method.annotation().value().asInt();
        if (status < 200 || status > 999) {
            problems.accept("is for status " + status + ", which no response has; use 200 to 999");
        }
        ExceptionParameters.check(method, problems);
        ResultTypes.check(method, problems);
    }
}
