package io.quarkiverse.tomodachi.runtime.http.argument;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives files that were uploaded with a form.
 *
 * @param name the field, {@code null} for the files of all fields
 */
public record UploadArgument(String name, Kind kind, Shape shape) implements ArgumentResolver<HttpInvocation> {

    /** What stands for a file. */
    public enum Kind {
        UPLOAD,
        PATH,
        FILE
    }

    /** How many files are given. */
    public enum Shape {
        SINGLE,
        OPTIONAL,
        LIST
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        RoutingContext context = invocation.routing();
        FormBody.check(context);
        List<Object> files = context.fileUploads().stream().filter(upload -> name == null || name.equals(upload.name()))
                .map(this::value).toList();
        return switch (shape) {
            case LIST -> files;
            case OPTIONAL -> files.stream().findFirst();
            case SINGLE -> files.isEmpty() ? null : files.get(0);
        };
    }

    private Object value(FileUpload upload) {
        return switch (kind) {
            case UPLOAD -> upload;
            case PATH -> Path.of(upload.uploadedFileName());
            case FILE -> new File(upload.uploadedFileName());
        };
    }
}
