package io.quarkiverse.tomodachi.deployment.http;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;

import org.jboss.jandex.MethodParameterInfo;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;

/** Checks the regular expression of a URL, and that each of its groups has a parameter. */
public final class UrlCheck {

    /** The member of annotations that lets an expression pass that may need exponential time. */
    public static final String ALLOW_BACKTRACKING = "allowBacktracking";

    private UrlCheck() {
    }

    /** @return whether the expression can be used */
    public static boolean expression(TriggerMethod method, String url, Consumer<String> problems) {
        if (ConfiguredText.isExpression(url)) {
            return true;
        }
        if (url.isEmpty()) {
            problems.accept("has an empty URL; name a path, such as \"/\"");
            return false;
        }
        if (Character.isLetterOrDigit(url.charAt(0))) {
            problems.accept("has the URL '" + url + "', which can match no path; begin it with a slash: '/" + url + "'");
            return false;
        }
        try {
            Optional<String> hostility = PathPattern.parse(url).hostility();
            if (hostility.isPresent() && !method.value(ALLOW_BACKTRACKING).asBoolean()) {
                problems.accept(
                        "has the URL '" + url + "', which can take exponential time: " + hostility.get() + "; simplify it"
                                + ", or set " + ALLOW_BACKTRACKING + " = true");
            }
            UrlPitfalls.check(method, url, problems);
            return true;
        } catch (PatternSyntaxException e) {
            problems.accept("has the URL '" + url + "', which is not a regular expression: " + e.getDescription()
                    + (e.getIndex() >= 0 ? " near index " + e.getIndex() : "") + "; correct it");
            return false;
        }
    }

    /** A method that takes the {@code RoutingContext} may read groups from there. */
    public static void groups(TriggerMethod method, String url, Consumer<String> problems) {
        if (ConfiguredText.isExpression(url) || takesContext(method)) {
            return;
        }
        for (String group : PathPattern.parse(url).groups()) {
            if (method.method().parameters().stream().noneMatch(parameter -> group.equals(parameter.name()))) {
                problems.accept("has the group '" + group + "' in its URL '" + url + "' but no parameter of that name; add the"
                        + " parameter, or make it a group without a name: (?:…)");
            }
        }
    }

    private static boolean takesContext(TriggerMethod method) {
        for (MethodParameterInfo parameter : method.method().parameters()) {
            if (parameter.name() == null || parameter.type().name().equals(HttpDotNames.ROUTING_CONTEXT)) {
                return true;
            }
        }
        return false;
    }
}
