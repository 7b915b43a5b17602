package io.quarkiverse.tomodachi.deployment.unused;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.maven.dependency.ArtifactCoords;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.maven.dependency.ResolvedDependency;

/** Whether an application does anything with an extension that this one brings along. */
final class ExtensionUse {

    private static final ArtifactKey OURS = ArtifactKey.ga("io.quarkiverse.tomodachi", "quarkus-tomodachi");

    /** Where the extensions themselves refer to their own types. */
    private static final Set<String> NOT_OF_APPLICATIONS = Set.of("io.quarkus.", "io.smallrye.", "org.eclipse.microprofile.",
            "io.quarkiverse.tomodachi.runtime.");

    private static final String OUR_API = TomodachiService.class.getPackageName();

    private final ApplicationModel application;
    private final IndexView index;
    private final IndexView own;

    /** @param own the classes of the application without libraries */
    ExtensionUse(ApplicationModel application, IndexView index, IndexView own) {
        this.application = application;
        this.index = index;
        this.own = own;
    }

    /** Whether the application depends on it in any other way than by this extension. */
    boolean isWanted(ArtifactKey extension) {
        Collection<ArtifactCoords> direct = application.getAppArtifact().getDependencies();
        if (direct.isEmpty()) {
            // a build that does not tell
            return true;
        }
        Map<ArtifactKey, ResolvedDependency> known = new HashMap<>();
        application.getDependencies().forEach(dependency -> known.put(ga(dependency), dependency));
        Set<ArtifactKey> seen = new HashSet<>();
        Deque<ArtifactCoords> open = new ArrayDeque<>(direct);
        while (!open.isEmpty()) {
            ArtifactCoords next = open.pop();
            ArtifactKey key = ga(next);
            if (key.equals(extension)) {
                return true;
            }
            // deployment parts depend on everything that they can deal with
            if (!key.equals(OURS) && !key.getArtifactId().endsWith("-deployment") && known.containsKey(key)
                    && seen.add(key)) {
                open.addAll(known.get(key).getDependencies());
            }
        }
        return false;
    }

    private static ArtifactKey ga(ArtifactCoords coordinates) {
        return ArtifactKey.ga(coordinates.getGroupId(), coordinates.getArtifactId());
    }

    /**
     * Whether a class of the application, or of an indexed library of it, has one of the annotations or uses one of the types.
     *
     * @param names types, and packages that end with a point
     */
    boolean isReferred(Set<String> names) {
        Predicate<String> known = text -> names.stream().anyMatch(text::contains);
        return index.getKnownClasses().stream().filter(type -> isOfApplication(type.name()))
                .anyMatch(type -> isDeclaredBy(type, known))
                || types(names).flatMap(type -> index.getKnownUsers(type).stream()).map(ClassInfo::name)
                        .anyMatch(this::isOfApplication);
    }

    /** Even if nothing of the type is called, so that the code does not refer to it. */
    private static boolean isDeclaredBy(ClassInfo type, Predicate<String> known) {
        return type.annotationsMap().keySet().stream().anyMatch(name -> known.test(name.toString()))
                || type.fields().stream().anyMatch(field -> known.test(field.type().toString()))
                || type.methods().stream().anyMatch(method -> known.test(method.returnType().toString())
                        || method.parameterTypes().stream().anyMatch(parameter -> known.test(parameter.toString())))
                || known.test(String.valueOf(type.superClassType())) || known.test(type.interfaceTypes().toString());
    }

    private Stream<DotName> types(Set<String> names) {
        return Stream.concat(names.stream().filter(name -> !name.endsWith(".")).map(DotName::createSimple),
                index.getKnownClasses().stream().map(ClassInfo::name)
                        .filter(type -> names.stream()
                                .anyMatch(name -> name.endsWith(".") && type.toString().startsWith(name))));
    }

    private boolean isOfApplication(DotName type) {
        return own.getClassByName(type) != null || !OUR_API.equals(type.packagePrefix())
                && NOT_OF_APPLICATIONS.stream().noneMatch(type.toString()::startsWith);
    }
}
