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

/**
 * Writes services with as many handlers as the option {@code handlers} tells, a hundred in each class. With the option
 * {@code trigger=amqp} each has a queue of its own, without it a route.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions({ "handlers", "trigger" })
public final class HandlerGenerator extends AbstractProcessor {

    private static final String PACKAGE = "io.quarkiverse.tomodachi.benchmarks.handlers";
    private static final int IN_EACH_CLASS = 100;

    private static final String ROUTE = """

                @io.quarkiverse.tomodachi.Http.Get("/resource-%05d/(?<id>[^/]+?)/?")
                @io.smallrye.common.annotation.NonBlocking
                String handler%05d(String id) {
                    return "Hello, " + id + "!";
                }
            """;
    private static final String QUEUE = """

                @io.quarkiverse.tomodachi.Amqp(value = "benchmark.queues.%05d", queueName = "benchmark.queues.%05d",
                        envelope = io.quarkiverse.tomodachi.NoEnvelope.class)
                void handler%05d(byte[] body) {
                    io.quarkiverse.tomodachi.benchmarks.control.Progress.of("queues").handled(body.length);
                }
            """;

    private boolean written;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!written && processingEnv.getOptions().containsKey("handlers")) {
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
            source.write("package %s;%n%n@io.quarkiverse.tomodachi.TomodachiService(\"%s\")%npublic class %s {%n"
                    .formatted(PACKAGE, name, name));
            String handler = "amqp".equals(processingEnv.getOptions().get("trigger")) ? QUEUE : ROUTE;
            for (int i = first; i < end; i++) {
                source.write(handler.formatted(i, i, i));
            }
            source.write("}\n");
        } catch (IOException e) {
            throw new IllegalStateException("Could not write " + name, e);
        }
    }
}
