package io.quarkiverse.tomodachi.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.ClientAddress;
import io.quarkiverse.tomodachi.Cookie;
import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Form;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.ValidateWith;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.http.argument.BodyArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.ClientAddressArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.ConvertedArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RequestValueArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.UploadArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.AttributeArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.BatchArgument;
import io.quarkiverse.tomodachi.runtime.message.argument.ValidatedArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Checks that an annotation on a parameter is what the parameter was bound by, and not ignored. */
final class ParameterAnnotations {

    /** What the transports of this extension make of each annotation. */
    private static final Map<DotName, Set<Class<?>>> RESOLVERS = Map.of(
            DotName.createSimple(Attribute.class), Set.of(AttributeArgument.class),
            DotName.createSimple(Body.class), Set.of(BodyArgument.class),
            DotName.createSimple(ClientAddress.class), Set.of(ClientAddressArgument.class),
            DotName.createSimple(Cookie.class), Set.of(RequestValueArgument.class),
            DotName.createSimple(Form.class), Set.of(RequestValueArgument.class, UploadArgument.class),
            DotName.createSimple(Header.class), Set.of(AttributeArgument.class, RequestValueArgument.class),
            DotName.createSimple(Query.class), Set.of(RequestValueArgument.class),
            DotName.createSimple(ValidateWith.class), Set.of(ValidatedArgument.class));

    private static final DotName DEFAULT_VALUE = DotName.createSimple(DefaultValue.class);

    private static final String OWN = "io.quarkiverse.tomodachi.runtime.";

    private ParameterAnnotations() {
    }

    /** @throws BindingException if the parameter has several annotations */
    static void checkSingle(HandlerParameter parameter) {
        List<DotName> present = present(parameter);
        if (present.size() > 1) {
            throw new BindingException("with both " + simpleName(present.get(0)) + " and " + simpleName(present.get(1))
                    + "; remove one of them");
        }
    }

    /**
     * @param resolver what the parameter was bound to; other extensions decide themselves what an annotation means to them
     * @throws BindingException if the parameter has an annotation that has no part in it
     */
    static void checkUsed(HandlerParameter parameter, ArgumentResolver<?> resolver) {
        if (!resolver.getClass().getName().startsWith(OWN)) {
            return;
        }
        checkDefault(parameter, resolver);
        for (DotName annotation : present(parameter)) {
            Object single = resolver instanceof BatchArgument batch ? batch.element() : resolver;
            if (RESOLVERS.get(annotation).stream().noneMatch(kind -> kind.isInstance(single))) {
                throw new BindingException("with " + simpleName(annotation) + ", which has no meaning for "
                        + parameter.handler().annotationName() + "; remove it");
            }
        }
    }

    private static void checkDefault(HandlerParameter parameter, ArgumentResolver<?> resolver) {
        if (parameter.annotation(DEFAULT_VALUE) != null && !(resolver instanceof ConvertedArgument)) {
            throw new BindingException("with @DefaultValue, which has a meaning only for path groups, @Query, @Header, @Cookie"
                    + " and @Form of @Http; remove it");
        }
    }

    private static List<DotName> present(HandlerParameter parameter) {
        return RESOLVERS.keySet().stream().filter(name -> parameter.annotation(name) != null).sorted().toList();
    }

    private static String simpleName(DotName annotation) {
        return "@" + annotation.withoutPackagePrefix();
    }
}
