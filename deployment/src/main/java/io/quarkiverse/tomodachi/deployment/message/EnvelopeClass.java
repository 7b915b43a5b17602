package io.quarkiverse.tomodachi.deployment.message;

import java.lang.reflect.Modifier;

import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.service.EnvelopeSource;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.recording.RecorderContext;

/** Envelopes that annotations name. */
public final class EnvelopeClass {

    static final DotName NONE = DotName.createSimple(NoEnvelope.class);
    static final DotName JSON = DotName.createSimple(JsonEnvelope.class);
    static final DotName PROTOBUF = DotName.createSimple(ProtobufEnvelope.class);

    private static final DotName OF_SERVICE = DotName.createSimple(MessageEnvelope.OfService.class);

    private EnvelopeClass() {
    }

    /** The class that the member {@code envelope} of an annotation names; {@code null} for that of the service. */
    static DotName named(AnnotationValue envelope) {
        return envelope == null || envelope.asClass().name().equals(OF_SERVICE) ? null : envelope.asClass().name();
    }

    /** The class of the envelope of a handler. */
    static DotName of(TriggerMethod method) {
        DotName own = named(method.annotation().value("envelope"));
        DotName common = named(method.service().getAnnotation().value("envelope"));
        return own != null ? own : common != null ? common : NONE;
    }

    /** Where the envelope comes from at run time. */
    public static EnvelopeSource source(DotName name, BeanDiscoveryFinishedBuildItem beans, RecorderContext context) {
        return beans.beanStream().classBeans().filter(bean -> bean.getBeanClass().equals(name)).firstResult()
                .map(bean -> new EnvelopeSource(null, bean.getIdentifier()))
                .orElseGet(() -> new EnvelopeSource(context.newInstance(name.toString()), null));
    }

    /**
     * @param envelope the member of the annotation, {@code null} if not given
     * @param index finds classes of libraries, too
     * @return what is wrong and what to do, {@code null} for nothing
     */
    public static String problem(AnnotationValue envelope, IndexView index) {
        DotName name = named(envelope);
        ClassInfo type = name == null ? null : index.getClassByName(name);
        if (type == null) {
            return null;
        }
        String subject = "has the envelope " + name + ", which ";
        if (name.equals(PROTOBUF) && !ProtobufLibrary.isPresent()) {
            return subject + "needs a library that the application does not have; add the dependency "
                    + ProtobufLibrary.DEPENDENCY;
        }
        if (type.isInterface() || Modifier.isAbstract(type.flags())) {
            return subject + "is not a concrete class; name a class that implements it";
        }
        if (type.nestingType() == ClassInfo.NestingType.INNER && !Modifier.isStatic(type.flags())) {
            return subject + "is an inner class; make it static";
        }
        if (isBean(type)) {
            return null;
        }
        if (!Modifier.isPublic(type.flags())) {
            return subject + "is not public; make it a public class, or a bean by a scope such as @Singleton";
        }
        return type.constructors().stream().anyMatch(EnvelopeClass::isUsable) ? null
                : subject + "has no public constructor without parameters; add one, or make it a bean by a scope such as"
                        + " @Singleton";
    }

    /** Whether it has one of the scopes that CDI knows; with others it has to be usable without as well. */
    private static boolean isBean(ClassInfo type) {
        return !type.hasDeclaredAnnotation(DotNames.VETOED) && type.declaredAnnotations().stream()
                .anyMatch(annotation -> BuiltinScope.from(annotation.name()) != null);
    }

    private static boolean isUsable(MethodInfo constructor) {
        return Modifier.isPublic(constructor.flags()) && "()V".equals(constructor.descriptor());
    }
}
