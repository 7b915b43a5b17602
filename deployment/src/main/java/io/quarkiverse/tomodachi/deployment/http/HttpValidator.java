package io.quarkiverse.tomodachi.deployment.http;

import java.util.function.Consumer;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Validator;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Checks the members of the HTTP annotations. */
final class HttpValidator implements Validator {

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        HttpTrigger trigger = HttpTrigger.of(method);
        if (trigger.methods().isEmpty()) {
            problems.accept("names no HTTP method; name one, or \"*\" for all");
        }
        for (String name : trigger.methods()) {
            if (!name.equals("*") && !name.matches("[A-Z0-9!#$%&'+.^_`|~-]+")) {
                problems.accept("has the HTTP method '" + name + "', which is none; correct it");
            }
        }
        for (int status : trigger.unlogged()) {
            if (status != Http.EXCEPT_SERVER_ERRORS && (status < 100 || status > 999)) {
                problems.accept("has the status " + status + " in ignoreLogging; use 100 to 999");
            }
        }
        ResultTypes.check(method, problems);
        if (UrlCheck.expression(method, trigger.url(), problems)) {
            UrlCheck.groups(method, trigger.url(), problems);
        }
    }

    /** Checks the members of {@code @HttpError}. */
    static void error(TriggerMethod method, Consumer<String> problems) {
        int status = method.annotation().value().asInt();
        if (status < 200 || status > 999) {
            problems.accept("is for status " + status + ", which no response has; use 200 to 999");
        }
        ResultTypes.check(method, problems);
    }
}
