package io.quarkiverse.tomodachi.deployment.http;

import java.util.Map;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.http.argument.UploadArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.UploadArgument.Kind;
import io.quarkiverse.tomodachi.runtime.http.argument.UploadArgument.Shape;

/** Binds a parameter to files that were uploaded with a form. */
final class FormBinder {

    private static final Map<DotName, Kind> KINDS = Map.of(
            HttpDotNames.FILE_UPLOAD, Kind.UPLOAD,
            HttpDotNames.PATH, Kind.PATH,
            HttpDotNames.FILE, Kind.FILE);

    private FormBinder() {
    }

    /** A parameter with {@code @Form}; {@code null} if its type is not one of files. */
    static UploadArgument annotated(AnnotationInstance annotation, HandlerParameter parameter) {
        return upload(parameter, parameter.nameFrom(annotation));
    }

    /** A parameter that can be nothing but files: one by its name, or those of all fields. */
    static UploadArgument typed(HandlerParameter parameter) {
        return !isUpload(parameter.type()) ? null
                : upload(parameter, parameter.hasType(HttpDotNames.LIST) ? null : parameter.name());
    }

    static boolean isUpload(Type type) {
        return element(type).name().equals(HttpDotNames.FILE_UPLOAD);
    }

    private static UploadArgument upload(HandlerParameter parameter, String name) {
        Kind kind = KINDS.get(element(parameter.type()).name());
        if (kind == null) {
            return null;
        }
        return new UploadArgument(name, kind, parameter.hasType(HttpDotNames.LIST) ? Shape.LIST
                : parameter.hasType(HttpDotNames.OPTIONAL) ? Shape.OPTIONAL : Shape.SINGLE);
    }

    private static Type element(Type type) {
        boolean wrapped = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                && (type.name().equals(HttpDotNames.LIST) || type.name().equals(HttpDotNames.OPTIONAL));
        return wrapped ? type.asParameterizedType().arguments().get(0) : type;
    }
}
