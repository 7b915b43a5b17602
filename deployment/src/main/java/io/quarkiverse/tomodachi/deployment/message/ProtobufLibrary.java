package io.quarkiverse.tomodachi.deployment.message;

import java.util.function.BooleanSupplier;

import org.jboss.jandex.DotName;

import io.quarkus.bootstrap.classloading.QuarkusClassLoader;

/** The protobuf library, which only applications that use it need to have. */
final class ProtobufLibrary implements BooleanSupplier {

    static final String DEPENDENCY = "com.google.protobuf:protobuf-java";
    static final String PACKAGE = "com.google.protobuf";
    static final DotName MESSAGE = DotName.createSimple(PACKAGE + ".MessageLite");

    static boolean isPresent() {
        return QuarkusClassLoader.isClassPresentAtRuntime(MESSAGE.toString());
    }

    @Override
    public boolean getAsBoolean() {
        return isPresent();
    }
}
