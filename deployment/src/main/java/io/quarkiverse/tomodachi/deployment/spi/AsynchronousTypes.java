package io.quarkiverse.tomodachi.deployment.spi;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.smallrye.mutiny.Uni;

/** The types by which a method returns one result that comes later. */
public final class AsynchronousTypes {

    private static final Set<DotName> NAMES = Set.of(DotName.createSimple(Uni.class),
            DotName.createSimple(CompletionStage.class), DotName.createSimple(CompletableFuture.class));

    private AsynchronousTypes() {
    }

    public static boolean contain(Type type) {
        return NAMES.contains(type.name());
    }

    /** The type of what comes at last: that of the result, if it comes later and tells; otherwise the type itself. */
    public static Type result(Type type) {
        return contain(type) && type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments().get(0)
                : type;
    }
}
