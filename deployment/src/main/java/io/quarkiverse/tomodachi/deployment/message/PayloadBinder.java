package io.quarkiverse.tomodachi.deployment.message;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodParameterInfo;

import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.deployment.argument.JsonTypes;
import io.quarkiverse.tomodachi.deployment.message.MessageBinders.Carried;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.message.argument.PayloadArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Binds the first parameter that nothing else claims to the data of the message. */
final class PayloadBinder implements ArgumentBinder {

    private static final DotName SERVICE_CONTEXT = DotName.createSimple(ServiceContext.class);

    private final List<ArgumentBinder> claiming;

    private final PayloadTypes types;

    PayloadBinder(List<ArgumentBinder> claiming, Carried carried) {
        this.claiming = claiming;
        this.types = new PayloadTypes(carried);
    }

    @Override
    public ArgumentResolver<?> bind(HandlerParameter parameter) {
        for (MethodParameterInfo earlier : parameter.handler().method().parameters()) {
            if (earlier.position() == parameter.info().position()) {
                types.check(parameter);
                PayloadArgument payload = new PayloadArgument(parameter.name(), JsonTypes.of(parameter.type()));
                AnnotationInstance validation = parameter.annotation(PayloadValidation.VALIDATE_WITH);
                return validation == null ? payload : PayloadValidation.of(payload, validation, parameter);
            }
            if (isPayload(earlier(parameter, earlier))) {
                throw new BindingException("that nothing is known for: parameter '" + earlier.name()
                        + "' takes the data already; remove it, or use a name or type from the documentation of "
                        + parameter.handler().annotationName());
            }
        }
        return null;
    }

    /** Seen in the same way as the parameter: in a batch, for one message. */
    private static HandlerParameter earlier(HandlerParameter parameter, MethodParameterInfo earlier) {
        HandlerParameter whole = new HandlerParameter(parameter.handler(), earlier);
        return parameter.isElement() ? Batches.single(whole) : whole;
    }

    private boolean isPayload(HandlerParameter parameter) {
        if (parameter.hasType(SERVICE_CONTEXT)) {
            return false;
        }
        return claiming.stream().noneMatch(binder -> claims(binder, parameter));
    }

    private static boolean claims(ArgumentBinder binder, HandlerParameter parameter) {
        try {
            return binder.bind(parameter) != null;
        } catch (BindingException e) {
            return true;
        }
    }
}
