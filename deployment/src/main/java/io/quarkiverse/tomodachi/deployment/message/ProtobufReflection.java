package io.quarkiverse.tomodachi.deployment.message;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * The classes that the protobuf library looks at by reflection: not to read and write messages, but for their text and their
 * form as JSON, and where it is the lite one.
 */
final class ProtobufReflection {

    /** Looked at for the text of each field, which might have to be hidden. */
    private static final DotName OPTIONS = DotName.createSimple(ProtobufLibrary.PACKAGE + ".DescriptorProtos$FieldOptions");
    private static final DotName ENUM = DotName.createSimple(ProtobufLibrary.PACKAGE + ".ProtocolMessageEnum");

    private final Set<String> classes = new TreeSet<>();
    private final IndexView index;

    private ProtobufReflection(IndexView index) {
        this.index = index;
    }

    /** The classes of the messages and of those that are fields of them, with their builders and enums. */
    static Set<String> classes(Set<String> messages, IndexView index) {
        ProtobufReflection reflection = new ProtobufReflection(index);
        messages.forEach(message -> reflection.add(DotName.createSimple(message)));
        if (!messages.isEmpty()) {
            reflection.add(OPTIONS);
        }
        return reflection.classes;
    }

    private void add(DotName name) {
        ClassInfo info = index.getClassByName(name);
        if (info == null || !classes.add(name.toString())) {
            return;
        }
        DotName builder = DotName.createSimple(name + "$Builder");
        if (index.getClassByName(builder) != null) {
            classes.add(builder.toString());
        }
        info.methods().stream().map(MethodInfo::returnType).flatMap(ProtobufReflection::parts).map(Type::name).distinct()
                .filter(this::isPart).forEach(this::add);
    }

    /** The class, and what it is a list or map of. */
    private static Stream<Type> parts(Type type) {
        return switch (type.kind()) {
            case CLASS -> Stream.of(type);
            case PARAMETERIZED_TYPE -> type.asParameterizedType().arguments().stream().flatMap(ProtobufReflection::parts);
            default -> Stream.empty();
        };
    }

    private boolean isPart(DotName name) {
        Set<DotName> hierarchy = ClassHierarchy.of(name, index);
        return List.of(ProtobufLibrary.MESSAGE, ENUM).stream().anyMatch(hierarchy::contains);
    }
}
