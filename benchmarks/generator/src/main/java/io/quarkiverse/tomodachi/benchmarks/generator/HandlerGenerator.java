package io.quarkiverse.tomodachi.benchmarks.generator;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Writes services with as many handlers as the option {@code handlers} tells, a hundred in each class. */
@SupportedAnnotationTypes("*")
@SupportedOptions("handlers")
public final class HandlerGenerator extends AbstractProcessor {

    private static final String PACKAGE = "io.quarkiverse.tomodachi.benchmarks.handlers";
    private static final int IN_EACH_CLASS = 100;

    private boolean written;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!written) {
            written = true;
            int handlers = Integer.parseInt(processingEnv.getOptions().get("handlers"));
            for (int first = 0; first < handlers; first += IN_EACH_CLASS) {
                write("Handlers%05d".formatted(first), first, Math.min(handlers, first + IN_EACH_CLASS));
            }
        }
        return false;
    }

    private void write(String name, int first, int end) {
        try (Writer source = processingEnv.getFiler().createSourceFile(PACKAGE + "." + name).openWriter()) {
            source.write("package %s;%n%n@io.quarkiverse.tomodachi.TomodachiService%npublic class %s {%n"
                    .formatted(PACKAGE, name));
            for (int i = first; i < end; i++) {
                source.write("""

                            @io.quarkiverse.tomodachi.Http.Get("/resource-%05d/(?<id>[^/]+?)/?")
                            @io.smallrye.common.annotation.NonBlocking
                            String handler%05d(String id) {
                                return "Hello, " + id + "!";
                            }
                        """.formatted(i, i));
            }
            source.write("}\n");
        } catch (IOException e) {
            throw new IllegalStateException("Could not write " + name, e);
        }
    }
}
