package io.quarkiverse.tomodachi.deployment.middleware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** Finds the annotations that decorate handlers among all others. */
public final class DecoratorAnnotations {

    private final IndexView index;
    private final Map<DotName, Optional<ClassInfo>> types = new HashMap<>();

    /** @param index finds annotations of libraries, too */
    public DecoratorAnnotations(IndexView index) {
        this.index = index;
    }

    /** Those that decorate, repeated ones taken out of their containers; sorted by priority, then name, then place. */
    List<DecoratorUse> among(Collection<AnnotationInstance> annotations) {
        List<DecoratorUse> uses = new ArrayList<>();
        for (AnnotationInstance annotation : annotations) {
            uses.addAll(of(annotation));
        }
        uses.sort(Comparator.comparingInt(DecoratorUse::priority).thenComparing(use -> use.type().name()));
        return uses;
    }

    private List<DecoratorUse> of(AnnotationInstance annotation) {
        Optional<ClassInfo> type = decorating(annotation.name());
        if (type.isPresent()) {
            return List.of(new DecoratorUse(annotation, type.get()));
        }
        AnnotationValue value = annotation.value();
        if (value == null || value.kind() != AnnotationValue.Kind.ARRAY
                || value.componentKind() != AnnotationValue.Kind.NESTED) {
            return List.of();
        }
        return Arrays.stream(value.asNestedArray()).filter(nested -> decorating(nested.name()).isPresent())
                .map(nested -> new DecoratorUse(nested, decorating(nested.name()).get())).toList();
    }

    private Optional<ClassInfo> decorating(DotName name) {
        return types.computeIfAbsent(name, ignored -> Optional.ofNullable(index.getClassByName(name))
                .filter(type -> type.hasDeclaredAnnotation(MiddlewareDotNames.HANDLER_DECORATOR)));
    }
}
