package io.quarkiverse.tomodachi.deployment.argument;

import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.runtime.conversion.TextParserRecorder;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;
import io.quarkus.runtime.RuntimeValue;

/** Generates, for each class of a parameter that is made from text, a function that makes it without reflection. */
class TextParserProcessor {

    private static final String SUFFIX = "_TomodachiTextParser";

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void parsers(List<HandlerBuildItem> handlers, CombinedIndexBuildItem combinedIndex, TextParserRecorder recorder,
            RecorderContext context, ShutdownContextBuildItem shutdown, BuildProducer<GeneratedClassBuildItem> classes) {
        IndexView index = combinedIndex.getComputingIndex();
        Map<String, MethodInfo> methods = new TreeMap<>();
        for (HandlerBuildItem handler : handlers) {
            for (MethodParameterInfo parameter : handler.getMethod().method().parameters()) {
                collect(parameter.type(), index, methods);
            }
        }
        if (methods.isEmpty()) {
            return;
        }
        GeneratedClassGizmoAdaptor output = new GeneratedClassGizmoAdaptor(classes, true);
        Map<String, RuntimeValue<Function<String, Object>>> parsers = new HashMap<>();
        methods.forEach((type, method) -> {
            generate(type, method, output);
            parsers.put(type, context.newInstance(type + SUFFIX));
        });
        recorder.use(parsers, shutdown);
    }

    private static void collect(Type type, IndexView index, Map<String, MethodInfo> methods) {
        switch (type.kind()) {
            case ARRAY -> collect(type.asArrayType().constituent(), index, methods);
            case PARAMETERIZED_TYPE -> type.asParameterizedType().arguments()
                    .forEach(argument -> collect(argument, index, methods));
            case CLASS -> {
                ClassInfo info = index.getClassByName(type.name());
                // classes of the platform are converted by code that is there already
                if (info != null && !info.isEnum() && !type.name().toString().startsWith("java.")
                        && TextParserMethod.of(info) != null) {
                    methods.put(type.name().toString(), TextParserMethod.of(info));
                }
            }
            default -> {
                // nothing that text could become
            }
        }
    }

    /** In the package of the class, whose method need not be public. */
    private static void generate(String type, MethodInfo method, GeneratedClassGizmoAdaptor output) {
        try (ClassCreator parser = ClassCreator.builder().classOutput(output).className(type + SUFFIX)
                .interfaces(Function.class).build()) {
            MethodCreator apply = parser.getMethodCreator("apply", Object.class, Object.class)
                    .setModifiers(Modifier.PUBLIC);
            ResultHandle text = apply.checkCast(apply.getMethodParam(0), String.class);
            MethodDescriptor target = MethodDescriptor.of(method);
            boolean ofInterface = Modifier.isInterface(method.declaringClass().flags());
            apply.returnValue(method.isConstructor() ? apply.newInstance(target, text)
                    : ofInterface ? apply.invokeStaticInterfaceMethod(target, text) : apply.invokeStaticMethod(target, text));
        }
    }
}
