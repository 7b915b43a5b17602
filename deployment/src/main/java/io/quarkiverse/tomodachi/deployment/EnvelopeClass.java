package io.quarkiverse.tomodachi.deployment;

import java.lang.reflect.Modifier;

import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Checks that an envelope named in an annotation can be created when the application starts. */
final class EnvelopeClass {

    private EnvelopeClass() {
    }

    /**
     * @param envelope the member of the annotation, {@code null} if not given
     * @param index finds classes of libraries, too
     * @return what is wrong and what to do, {@code null} for nothing
     */
    static String problem(AnnotationValue envelope, IndexView index) {
        DotName name = envelope == null ? null : envelope.asClass().name();
        ClassInfo type = name == null ? null : index.getClassByName(name);
        if (type == null) {
            return null;
        }
        String subject = "has the envelope " + name + ", which ";
        if (type.isInterface() || Modifier.isAbstract(type.flags())) {
            return subject + "is not a concrete class; name a class that implements it";
        }
        if (type.nestingType() == ClassInfo.NestingType.INNER && !Modifier.isStatic(type.flags())) {
            return subject + "is an inner class; make it static";
        }
        if (!Modifier.isPublic(type.flags())) {
            return subject + "is not public; make it a public class";
        }
        return type.constructors().stream().anyMatch(EnvelopeClass::isUsable) ? null
                : subject + "has no public constructor without parameters; add one";
    }

    private static boolean isUsable(MethodInfo constructor) {
        return Modifier.isPublic(constructor.flags()) && "()V".equals(constructor.descriptor());
    }
}
