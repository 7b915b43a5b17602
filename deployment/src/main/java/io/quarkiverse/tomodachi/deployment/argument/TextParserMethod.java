package io.quarkiverse.tomodachi.deployment.argument;

import java.lang.reflect.Modifier;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** The method or constructor that makes an object of a class from text, in the order in which other frameworks look for it. */
final class TextParserMethod {

    private static final Type STRING = Type.create(DotName.createSimple(String.class), Type.Kind.CLASS);
    private static final Type CHARS = Type.create(DotName.createSimple(CharSequence.class), Type.Kind.CLASS);

    private TextParserMethod() {
    }

    /** @return the method, {@code null} if the class has none */
    static MethodInfo of(ClassInfo type) {
        for (MethodInfo factory : factories(type)) {
            if (factory != null && Modifier.isStatic(factory.flags()) && !Modifier.isPrivate(factory.flags())
                    && factory.returnType().name().equals(type.name())) {
                return factory;
            }
        }
        MethodInfo constructor = type.isAbstract() ? null : type.method("<init>", STRING);
        return constructor == null || Modifier.isPrivate(constructor.flags()) ? null : constructor;
    }

    private static MethodInfo[] factories(ClassInfo type) {
        return new MethodInfo[] { type.method("fromString", STRING), type.method("valueOf", STRING),
                type.method("parse", STRING), type.method("parse", CHARS) };
    }
}
