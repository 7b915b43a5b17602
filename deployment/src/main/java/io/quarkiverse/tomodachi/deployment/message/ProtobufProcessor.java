package io.quarkiverse.tomodachi.deployment.message;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadParser;
import io.quarkiverse.tomodachi.runtime.message.protobuf.ProtobufRecorder;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;

/** Protobuf messages, in applications that have the library. */
class ProtobufProcessor {

    @BuildStep(onlyIf = ProtobufLibrary.class)
    @Record(ExecutionTime.STATIC_INIT)
    void messages(ProtobufRecorder recorder, ShutdownContextBuildItem shutdown) {
        recorder.know(shutdown);
    }

    /** Calls the parser of each message class, without reflection. */
    @BuildStep(onlyIf = ProtobufLibrary.class)
    void parsers(List<HandlerBuildItem> handlers, CombinedIndexBuildItem index,
            BuildProducer<GeneratedClassBuildItem> classes) {
        GeneratedClassGizmoAdaptor output = new GeneratedClassGizmoAdaptor(classes, true);
        messagesOf(handlers).forEach(message -> generate(message, index, output));
    }

    @BuildStep(onlyIf = ProtobufLibrary.class)
    ReflectiveClassBuildItem reflection(List<HandlerBuildItem> handlers, CombinedIndexBuildItem index) {
        Set<String> classes = ProtobufReflection.classes(messagesOf(handlers), index.getComputingIndex());
        return classes.isEmpty() ? null
                : ReflectiveClassBuildItem.builder(classes.toArray(String[]::new)).methods().fields()
                        .reason("protobuf messages of handlers").build();
    }

    /** The classes of the messages that handlers take. */
    private static Set<String> messagesOf(List<HandlerBuildItem> handlers) {
        return handlers.stream().map(ProtobufTypes::messageOf).filter(Objects::nonNull).map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void generate(String message, CombinedIndexBuildItem index, GeneratedClassGizmoAdaptor output) {
        try (ClassCreator parser = ClassCreator.builder().classOutput(output).className(ProtobufTypes.parser(message))
                .interfaces(PayloadParser.class).build()) {
            MethodCreator parse = parser.getMethodCreator("parse", Object.class, byte[].class).setModifiers(Modifier.PUBLIC)
                    .addException(Exception.class);
            ResultHandle bytes = parse.getMethodParam(0);
            parse.returnValue(parse.invokeStaticMethod(MethodDescriptor.of(ProtobufTypes.parseMethod(
                    index.getComputingIndex().getClassByName(DotName.createSimple(message)))), bytes));
        }
    }
}
