package io.quarkiverse.tomodachi.deployment.staticfiles;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.http.UnloggedStatuses;
import io.quarkiverse.tomodachi.deployment.http.UrlCheck;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Validator;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;

/** Checks the members of {@code @HttpStatic}. */
final class StaticFilesValidator implements Validator {

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        StaticFilesTrigger trigger = StaticFilesTrigger.of(method);
        path(trigger, problems);
        if (UrlCheck.expression(method, trigger.url(), problems) && !ConfiguredText.isExpression(trigger.url())) {
            List<String> groups = PathPattern.parse(trigger.url()).groups();
            if (groups.stream().anyMatch(group -> !"filename".equals(group))) {
                problems.accept("has groups " + groups + " in its URL; only 'filename' means something here, make the others"
                        + " groups without a name: (?:…)");
            }
        }
        if (trigger.index().contains("/") || trigger.index().contains("\\") || trigger.index().matches("\\.{1,2}")) {
            problems.accept("has the index '" + trigger.index() + "'; write the name of a file, such as index.html");
        }
        if (trigger.cacheControl().chars().anyMatch(Character::isISOControl)) {
            problems.accept("has control characters in its cacheControl; write the value of a header in one line");
        }
        if (!trigger.charset().isEmpty() && !isCharset(trigger.charset())) {
            problems.accept("has the charset '" + trigger.charset() + "', which is not known; correct it, or leave it empty");
        }
        UnloggedStatuses.check(trigger.unlogged(), problems);
    }

    private static void path(StaticFilesTrigger trigger, Consumer<String> problems) {
        String path = trigger.path();
        if (trigger.isResource()) {
            if (ConfiguredText.isExpression(path)) {
                problems.accept("has the path '" + path + "'; resources are collected when the application is built, so write"
                        + " it without configuration expression");
            } else if (trigger.resource() == null) {
                problems.accept("has the path '" + path + "'; name a folder of the resources, such as classpath:public");
            } else if (!StaticResources.exist(trigger.resource())) {
                problems.accept("has the path '" + path + "', which is not among the resources; create src/main/resources/"
                        + trigger.resource() + " with a file");
            }
        } else if (path.isBlank() || path.matches("(file:)?/*\\s*")) {
            problems.accept("has the path '" + path + "'; name a folder");
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
