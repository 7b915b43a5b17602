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
 * Writes services with as many scheduled methods as the option {@code schedules} tells, a hundred in each class. Each is called
 * once a minute, at seconds that are spread over the minute unless {@code benchmark.second} names one for all.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions("schedules")
public final class ScheduleGenerator extends AbstractProcessor {

    private static final String PACKAGE = "io.quarkiverse.tomodachi.benchmarks.schedules";
    private static final int IN_EACH_CLASS = 100;
    private static final int SECONDS = 60;

    private boolean written;

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!written && processingEnv.getOptions().containsKey("schedules")) {
            written = true;
            int schedules = Integer.parseInt(processingEnv.getOptions().get("schedules"));
            for (int first = 0; first < schedules; first += IN_EACH_CLASS) {
                write("Schedules%05d".formatted(first), first, Math.min(schedules, first + IN_EACH_CLASS));
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

                            @io.quarkiverse.tomodachi.Schedule(interval = "${benchmark.second:%d} * * * * *")
                            void tick%05d(java.time.Instant invocationTime) {
                                io.quarkiverse.tomodachi.benchmarks.payload.Lateness.add(invocationTime);
                            }
                        """.formatted(i % SECONDS, i));
            }
            source.write("}\n");
        } catch (IOException e) {
            throw new IllegalStateException("Could not write " + name, e);
        }
    }
}
